package dev.verdict.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;

/** Files and directories that only their owner can read. */
final class PrivateFiles {
  private PrivateFiles() {}

  static Path createDirectories(Path directory) throws IOException {
    return Files.createDirectories(directory, permissions(directory, "rwx------"));
  }

  static Path createTemporaryDirectory(Path parent, String prefix) throws IOException {
    return Files.createTempDirectory(parent, prefix, permissions(parent, "rwx------"));
  }

  /** Readers see the old content or the new one, nothing between. */
  static void write(Path file, String content) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, permissions(fresh, "rw-------"));
    Files.writeString(fresh, content, UTF_8);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  static Optional<String> read(Path file) throws IOException {
    return Files.exists(file)
        ? Optional.of(Files.readString(file, UTF_8).strip())
        : Optional.empty();
  }

  static void deleteTree(Path top) throws IOException {
    if (!Files.exists(top)) {
      return;
    }
    try (var found = Files.walk(top)) {
      for (var path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static FileAttribute<?>[] permissions(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
