package dev.verdict.artifacts.outbound.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Looks through directories that may be large and that change meanwhile. */
final class Listing {
  private Listing() {}

  /** Files last written before then, at most so many; none when there is no such directory. */
  static List<Path> olderThan(Path directory, Instant before, int most) throws IOException {
    List<Path> old = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (old.size() >= most) {
          break;
        }
        if (isOlder(file, before)) {
          old.add(file);
        }
      }
    } catch (NoSuchFileException e) {
      return old;
    }
    return old;
  }

  private static boolean isOlder(Path file, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
