package dev.verdict.testkit.backing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A directory of one server, gone with it. */
record TemporaryDirectory(Path path) implements AutoCloseable {

  static TemporaryDirectory named(String prefix) {
    try {
      return new TemporaryDirectory(Files.createTempDirectory("verdict-" + prefix + "-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (var found = Files.walk(path)) {
      for (var each : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + path, e);
    }
  }
}
