package dev.verdict.cli.client;

import dev.verdict.cli.WrongUsage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * A file that is whole or not there. A link stays, and what it names is written; a device or a pipe
 * takes the bytes as they come.
 */
final class WholeFile {
  private WholeFile() {}

  static void write(Path file, InputStream content) throws IOException {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new WrongUsage("output: " + file + " (expected: a file, not a directory)");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.WRITE)) {
        content.transferTo(out);
      }
      return;
    }
    Path real = Files.exists(target) ? target.toRealPath() : target;
    Path directory = Objects.requireNonNull(real.getParent());
    Files.createDirectories(directory);
    // No createTempFile: what it makes only its owner can read.
    Path beside = directory.resolve(".download-" + UUID.randomUUID());
    try {
      Files.copy(content, beside);
      Files.move(beside, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
