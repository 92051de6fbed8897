package dev.verdict.bundles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A real copy of a tree, which may be written to without harm to the original. Where the file
 * system can share blocks until somebody writes, the JDK's copy makes use of it.
 */
public final class TreeCopy {
  private TreeCopy() {}

  /** Copies what belongs to the tree, by the same rules as a bundle. */
  public static void copy(Path root, Path target, TreeLimits limits) throws IOException {
    copyAll(SourceTree.list(root, limits), target);
  }

  /** Copies everything, for a tree that was unpacked from a bundle: its rules were applied. */
  static void copyWhole(Path root, Path target) throws IOException {
    try (var paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Path copy = target.resolve(root.relativize(path).toString());
        if (Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectories(copy);
        } else {
          copyOne(path, copy);
        }
      }
    }
  }

  private static void copyAll(List<TreeEntry> entries, Path target) throws IOException {
    Files.createDirectories(target);
    for (TreeEntry entry : entries) {
      Path copy = target.resolve(entry.name());
      switch (entry.kind()) {
        case DIRECTORY -> Files.createDirectory(copy);
        case FILE -> copyOne(entry.path(), copy);
        case LINK -> Files.createSymbolicLink(copy, Path.of(entry.target()));
      }
    }
  }

  private static void copyOne(Path from, Path to) throws IOException {
    Files.copy(
        from, to, StandardCopyOption.COPY_ATTRIBUTES, java.nio.file.LinkOption.NOFOLLOW_LINKS);
  }
}
