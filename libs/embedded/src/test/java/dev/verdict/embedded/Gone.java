package dev.verdict.embedded;

import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Waits for the signal that a file is deleted. */
final class Gone {
  private Gone() {}

  static boolean within(Duration limit, Path file) throws Exception {
    var directory = Objects.requireNonNull(file.getParent());
    long deadline = System.nanoTime() + limit.toNanos();
    try (var watch = directory.getFileSystem().newWatchService()) {
      directory.register(watch, ENTRY_DELETE);
      while (Files.exists(file) && System.nanoTime() < deadline) {
        var key = watch.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (key != null) {
          key.pollEvents();
          key.reset();
        }
      }
    }
    return !Files.exists(file);
  }
}
