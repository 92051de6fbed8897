package dev.verdict.reporter.domain.telling;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where a run is told. */
public enum Surface {
  /** The object of the CI system that shows a run: a check run, a test run, a report. */
  TEST_RUN,
  /** The mark on the commit. */
  BUILD_STATUS,
  /** The comment at the pull request. */
  PR_COMMENT;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Surface of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Surface::word).toList();
  }
}
