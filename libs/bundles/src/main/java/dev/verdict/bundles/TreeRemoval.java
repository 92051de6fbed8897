package dev.verdict.bundles;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Removes a tree, never following a link, also where a test took away our right to write. */
public final class TreeRemoval {
  private TreeRemoval() {}

  public static void remove(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      emptied(path);
    }
    try {
      Files.deleteIfExists(path);
    } catch (java.nio.file.DirectoryNotEmptyException e) {
      // Somebody still writes into it: once more, then it is an error.
      emptied(path);
      Files.deleteIfExists(path);
    }
  }

  private static void emptied(Path directory) throws IOException {
    if (!Files.isWritable(directory) || !Files.isExecutable(directory)) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
      for (Path child : children) {
        remove(child);
      }
    } catch (NoSuchFileException e) {
      // Gone already, which is what we want.
    }
  }
}
