package dev.verdict.runners;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a source file, as far as a look at it needs. */
public final class SourceText {
  private static final int MOST_BYTES = 512 * 1024;

  private SourceText() {}

  /** The beginning of a file; empty if it cannot be read. */
  public static String of(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      return new String(stream.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "";
    }
  }
}
