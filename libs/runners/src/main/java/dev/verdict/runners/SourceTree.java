package dev.verdict.runners;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The files that people wrote, below a root: without what tools fetch and build, without hidden
 * directories, and without following links to directories.
 */
public final class SourceTree {
  /** Directories that hold no sources, wherever they stand. */
  public static final Set<String> LEFT_OUT =
      Set.of(
          "node_modules",
          "bower_components",
          "target",
          "build",
          "dist",
          "out",
          "venv",
          "env",
          "site-packages",
          "__pycache__",
          "vendor",
          "coverage",
          "htmlcov",
          "__snapshots__");

  /** How deep a look goes that only asks whether something is there. */
  private static final int GLANCE_DEPTH = 5;

  private static final int MOST_FILES = 1_000_000;

  private SourceTree() {}

  /** All files, relative, with {@code /}, sorted. */
  public static List<String> files(Path root) throws IOException {
    List<String> files = new ArrayList<>();
    walk(
        root,
        Integer.MAX_VALUE,
        file -> {
          files.add(file);
          return files.size() <= MOST_FILES;
        });
    if (files.size() > MOST_FILES) {
      throw new IOException(
          "directory: " + root + " holds more than " + MOST_FILES + " files (expected: a project)");
    }
    files.sort(null);
    return files;
  }

  /** Whether a file that is not too deep is such a one. It stops at the first. */
  public static boolean glance(Path root, Predicate<String> wanted) throws IOException {
    boolean[] found = {false};
    walk(
        root,
        GLANCE_DEPTH,
        file -> {
          found[0] = wanted.test(file);
          return !found[0];
        });
    return found[0];
  }

  /** The last part of a relative path. */
  public static String nameOf(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /** The directory of a relative path; empty for the root itself. */
  public static String directoryOf(String file) {
    return file.substring(0, Math.max(0, file.lastIndexOf('/')));
  }

  private static void walk(Path root, int depth, Predicate<String> goOn) throws IOException {
    Files.walkFileTree(
        root,
        EnumSet.noneOf(FileVisitOption.class),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return directory.equals(root) || isSource(directory.getFileName().toString())
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!Files.isRegularFile(file)) {
              return FileVisitResult.CONTINUE;
            }
            String relative = root.relativize(file).toString().replace('\\', '/');
            return goOn.test(relative) ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
          }
        });
  }

  private static boolean isSource(String directory) {
    return !directory.startsWith(".") && !LEFT_OUT.contains(directory);
  }
}
