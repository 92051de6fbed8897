package dev.verdict.worker.usecase.attempt;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds the files that patterns mean. Links are not followed: what they lead to is not ours. */
final class FileGlobs {
  private static final int DEPTH = 64;
  private static final String SPECIAL = "*?[{\\";

  private FileGlobs() {}

  /**
   * Sorted, and at most so many.
   *
   * @param patterns relative to the root, or absolute
   */
  static List<Path> find(List<String> patterns, Path root, int most) throws IOException {
    SortedSet<Path> found = new TreeSet<>();
    for (String pattern : patterns) {
      find(pattern, root, most, found);
    }
    return found.stream().limit(most).toList();
  }

  private static void find(String pattern, Path root, int most, SortedSet<Path> found)
      throws IOException {
    Path base = root.resolve(withoutGlob(pattern)).normalize();
    if (Files.isRegularFile(base, LinkOption.NOFOLLOW_LINKS)) {
      found.add(base);
      return;
    }
    if (!Files.isDirectory(base, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<PathMatcher> matchers = matchers(pattern);
    boolean absolute = Path.of(withoutGlob(pattern)).isAbsolute();
    Files.walkFileTree(
        base,
        EnumSet.noneOf(java.nio.file.FileVisitOption.class),
        DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            Path named = absolute ? file : root.relativize(file);
            if (attributes.isRegularFile()
                && matchers.stream().anyMatch(matcher -> matcher.matches(named))) {
              found.add(file);
            }
            return found.size() < most ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** In other tools {@code **}{@code /} means any number of directories, also none. */
  private static List<PathMatcher> matchers(String pattern) {
    List<PathMatcher> matchers = new ArrayList<>();
    String clean = pattern.startsWith("./") ? pattern.substring(2) : pattern;
    matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + clean));
    if (clean.contains("**/")) {
      matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + clean.replace("**/", "")));
    }
    return matchers;
  }

  /** The directories in front of the first one with a special character. */
  private static String withoutGlob(String pattern) {
    int special = pattern.length();
    for (int i = 0; i < pattern.length(); i++) {
      if (SPECIAL.indexOf(pattern.charAt(i)) >= 0) {
        special = i;
        break;
      }
    }
    return special == pattern.length()
        ? pattern
        : pattern.substring(0, pattern.lastIndexOf('/', special) + 1);
  }
}
