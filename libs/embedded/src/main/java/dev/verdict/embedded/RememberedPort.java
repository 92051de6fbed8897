package dev.verdict.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/** A port chosen once stays the same over restarts, as long as nobody else took it. */
record RememberedPort(Path file) {

  /** What was used last time, if it was and is free now. */
  OptionalInt ifFree() throws IOException {
    return PrivateFiles.read(file)
        .filter(text -> text.matches("\\d{1,5}"))
        .map(Integer::parseInt)
        .filter(FreePorts::isFree)
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  void remember(int port) throws IOException {
    PrivateFiles.write(file, Integer.toString(port));
  }
}
