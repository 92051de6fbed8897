package dev.verdict.coordinator.domain.trigger;

import java.util.List;

/**
 * A pattern for names with slashes: {@code *} is anything but a slash, {@code **} anything, {@code
 * ?} one character but a slash. Takes time in proportion to pattern and name, whatever they are.
 */
public final class Glob {
  private static final char ANYTHING = '\u0001';
  private static final char DIRECTORIES = '\u0002';

  private final char[] pattern;

  Glob(String pattern) {
    // Whole directories may be none at all: "a/**/b" fits "a/b".
    this.pattern =
        pattern.replace("**/", "" + DIRECTORIES).replace("**", "" + ANYTHING).toCharArray();
  }

  /**
   * Whether one of the patterns fits and none that begins with {@code !} does. No patterns fit
   * everything; patterns that only exclude, everything else.
   */
  public static boolean anyFits(List<String> patterns, String name) {
    boolean included = patterns.stream().allMatch(Glob::excludes);
    for (String pattern : patterns) {
      if (excludes(pattern)) {
        if (new Glob(pattern.substring(1)).fits(name)) {
          return false;
        }
      } else {
        included = included || new Glob(pattern).fits(name);
      }
    }
    return included;
  }

  private static boolean excludes(String pattern) {
    return pattern.startsWith("!");
  }

  boolean fits(String name) {
    boolean[] reached = new boolean[name.length() + 1];
    reached[0] = true;
    for (char symbol : pattern) {
      reached = step(symbol, reached, name);
    }
    return reached[name.length()];
  }

  /** Where in the name one can be after the symbol, from where one could be before it. */
  private static boolean[] step(char symbol, boolean[] before, String name) {
    boolean[] after = new boolean[before.length];
    boolean seen = false;
    for (int at = 0; at < before.length; at++) {
      boolean ends = at == 0;
      char last = ends ? '/' : name.charAt(at - 1);
      after[at] =
          switch (symbol) {
            case ANYTHING -> before[at] || (!ends && after[at - 1]);
            case DIRECTORIES -> before[at] || (!ends && seen && last == '/');
            case '*' -> before[at] || (!ends && last != '/' && after[at - 1]);
            case '?' -> !ends && last != '/' && before[at - 1];
            default -> !ends && last == symbol && before[at - 1];
          };
      seen = seen || before[at];
    }
    return after;
  }
}
