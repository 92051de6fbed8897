package dev.verdict.artifacts.outbound.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

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

  /**
   * The first so many in an order, of files last written before then. A file that comes meanwhile
   * is too young.
   *
   * @param reading what a name says; empty where the file is not asked for
   */
  static <T> List<T> inOrder(
      Path directory,
      Instant before,
      Function<String, Optional<T>> reading,
      Comparator<T> order,
      int most)
      throws IOException {
    TreeSet<T> first = new TreeSet<>(order);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Optional<T> read = reading.apply(String.valueOf(file.getFileName()));
        boolean tooFar =
            read.isEmpty()
                || (first.size() >= most && order.compare(read.get(), first.last()) >= 0);
        if (!tooFar && isOlder(file, before)) {
          first.add(read.get());
          if (first.size() > most) {
            first.pollLast();
          }
        }
      }
    } catch (NoSuchFileException e) {
      return List.copyOf(first);
    }
    return List.copyOf(first);
  }

  private static boolean isOlder(Path file, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
