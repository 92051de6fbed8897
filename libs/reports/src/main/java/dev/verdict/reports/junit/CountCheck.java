package dev.verdict.reports.junit;

import dev.verdict.reports.ProblemCode;
import dev.verdict.reports.ProblemLog;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a suite declares against what it holds.
 *
 * <p>More tests or more failures than there are is an error: something is missing from the file,
 * and what is missing may be red. All else is a warning. Where tools count differently (with or
 * without nested suites, skipped tests, tries, single assertions), each way of counting is fine.
 */
final class CountCheck {
  private final OpenSuite suite;
  private final DeclaredCounts declared;
  private final FoundCounts found;
  private final ProblemLog log;

  private CountCheck(OpenSuite suite, ProblemLog log) {
    this.suite = suite;
    this.declared = suite.declared();
    this.found = suite.found();
    this.log = log;
  }

  static void check(OpenSuite suite, ProblemLog log) {
    if (!suite.found().hasMismatch()) {
      CountCheck check = new CountCheck(suite, log);
      check.tests(declaredOr(suite.declared().tests()));
      check.bad(declaredOr(suite.declared().bad()));
      check.summary(suite.found().summaryBad());
      check.skipped(declaredOr(suite.declared().skipped()));
    }
  }

  private static int declaredOr(@Nullable Integer count) {
    return count == null ? -1 : count;
  }

  private void tests(int count) {
    if (count < 0) {
      return;
    }
    if (count > 0 && found.tests() == 0 && notListed() < count) {
      error("tests=" + count, "no test case");
    } else if (!declared.ofCases()) {
      return;
    } else if (count > found.tests() + notListed() + found.reruns()) {
      error("tests=" + count, found.tests() + " test cases");
    } else if (count < found.directTests() - found.skipped()) {
      warning("tests=" + count, found.tests() + " test cases");
    }
  }

  /** Some tools count what they skipped, and do not list it. */
  private int notListed() {
    return Math.max(0, declaredOr(declared.skipped()) - found.skipped());
  }

  private void bad(int count) {
    if (count > found.mostBad()) {
      error("failures and errors=" + count, found.bad() + " bad test cases");
    }
  }

  /** A test of Node that has subtests is no case, so its own failure is in the summary alone. */
  private void summary(int count) {
    if (count > 0 && found.bad() == 0) {
      error("failures in its comments=" + count, "no bad test case");
    }
  }

  private void skipped(int count) {
    if (count > found.skipped() && declared.ofCases() && !found.hasMismatch()) {
      warning("skipped=" + count, found.skipped() + " skipped test cases");
    }
  }

  private void error(String says, String holds) {
    suite.found().markMismatch();
    log.error(ProblemCode.COUNT_MISMATCH, message(says, holds), suite.position());
  }

  private void warning(String says, String holds) {
    suite.found().markMismatch();
    log.warning(ProblemCode.COUNT_MISMATCH, message(says, holds), suite.position());
  }

  private String message(String says, String holds) {
    return suite.title() + " declares " + says + " (found: " + holds + ")";
  }
}
