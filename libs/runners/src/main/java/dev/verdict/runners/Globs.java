package dev.verdict.runners;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/**
 * Patterns of files as people write them: without a {@code /} for the name of a file in any
 * directory, with one for its path from the root.
 */
public final class Globs implements Predicate<String> {
  private record Glob(PathMatcher matcher, boolean ofPath) {}

  private final List<Glob> globs = new ArrayList<>();

  /**
   * @throws IllegalArgumentException for a pattern that is none, with what is wrong in it
   */
  public Globs(List<String> patterns) {
    for (String pattern : patterns) {
      add(pattern);
      if (pattern.startsWith("**/")) {
        globs.add(new Glob(matcher(pattern.substring(3)), true));
      }
    }
  }

  private void add(String pattern) {
    globs.add(new Glob(matcher(pattern), pattern.contains("/")));
  }

  private static PathMatcher matcher(String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException(
          "test pattern: '"
              + pattern
              + "' (expected: a glob such as test_*.py; "
              + wrong.getDescription()
              + ")",
          wrong);
    }
  }

  @Override
  public boolean test(String file) {
    Path path = Path.of(file);
    Path name = Path.of(SourceTree.nameOf(file));
    return globs.stream().anyMatch(glob -> glob.matcher().matches(glob.ofPath() ? path : name));
  }
}
