package dev.verdict.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A short-lived program, run to its end, with a bound. */
final class Command {
  private final List<String> words;
  private Path input = Path.of("/dev/null");

  private Command(List<String> words) {
    this.words = words;
  }

  static Command of(List<String> words) {
    return new Command(words);
  }

  Command readingFrom(Path file) {
    this.input = file;
    return this;
  }

  /** True if it ended with 0; false if it failed or is not there at all. */
  boolean succeeds(Duration limit) {
    try {
      run(limit);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  void run(Duration limit) throws IOException {
    var output = Files.createTempFile("verdict-", ".out");
    try {
      var process =
          new ProcessBuilder(words)
              .redirectInput(input.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw failed("did not end within " + limit.toSeconds() + " s", output);
      }
      if (process.exitValue() != 0) {
        throw failed("ended with " + process.exitValue(), output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(words.get(0) + ": interrupted", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private IOException failed(String how, Path output) throws IOException {
    return new IOException(
        "%s %s: %s"
            .formatted(String.join(" ", words), how, Files.readString(output, UTF_8).strip()));
  }
}
