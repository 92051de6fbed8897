package dev.verdict.reports.junit;

import dev.verdict.reports.Position;
import dev.verdict.reports.ProblemCode;
import dev.verdict.reports.ProblemLog;
import org.jspecify.annotations.Nullable;

/**
 * The counts in the attributes of a suite; null where it has none.
 *
 * @param tests how many tests it says it has
 * @param bad its failures and errors together: tools do not agree on which is which
 * @param skipped what it skipped, or had disabled
 * @param ofCases whether {@code tests} and {@code skipped} count cases. pytest counts subtests too,
 *     and a test whose tear-down failed twice; Catch2 counts assertions.
 */
record DeclaredCounts(
    @Nullable Integer tests, @Nullable Integer bad, @Nullable Integer skipped, boolean ofCases) {

  static DeclaredCounts of(Attributes attributes, ProblemLog log, Position position) {
    Integer tests = count(attributes, log, position, "tests");
    Integer failures = count(attributes, log, position, "failures");
    Integer errors = count(attributes, log, position, "errors");
    Integer skipped = count(attributes, log, position, "skipped", "skips", "skip", "ignored");
    Integer disabled = count(attributes, log, position, "disabled");
    boolean catch2 = "tbd".equals(attributes.raw("hostname"));
    boolean pytest = "pytest".equals(attributes.raw("name"));
    return new DeclaredCounts(
        tests, sum(failures, errors), sum(skipped, disabled), !catch2 && !pytest);
  }

  private static @Nullable Integer sum(@Nullable Integer one, @Nullable Integer other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.addExact(one, other);
  }

  private static @Nullable Integer count(
      Attributes attributes, ProblemLog log, Position position, String... names) {
    String text = attributes.text(names);
    if (text == null) {
      return null;
    }
    // Nine digits: a sum of two still fits.
    if (text.matches("\\d{1,9}(\\.0+)?")) {
      return Integer.valueOf(text.replaceAll("\\..*", ""));
    }
    log.warning(
        ProblemCode.BAD_COUNT, names[0] + ": '" + text + "' (expected: a number >= 0)", position);
    return null;
  }
}
