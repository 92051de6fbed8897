package dev.verdict.reports;

import dev.verdict.contract.Verdict;

/** How many tests a report holds; {@code tests} is the sum of the others. */
public record Totals(int tests, int passed, int failed, int errors, int skipped) {
  public static final Totals NONE = new Totals(0, 0, 0, 0, 0);

  /** With one more test. What is neither good nor a failed assertion counts as an error. */
  public Totals plus(Verdict verdict) {
    return plus(
        switch (verdict) {
          case PASSED -> new Totals(1, 1, 0, 0, 0);
          case FAILED -> new Totals(1, 0, 1, 0, 0);
          case SKIPPED -> new Totals(1, 0, 0, 0, 1);
          case ERROR, TIMEOUT, LOST, CANCELLED -> new Totals(1, 0, 0, 1, 0);
        });
  }

  public Totals plus(Totals other) {
    return new Totals(
        tests + other.tests,
        passed + other.passed,
        failed + other.failed,
        errors + other.errors,
        skipped + other.skipped);
  }
}
