package dev.verdict.reports.junit;

import dev.verdict.contract.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What an element inside a test case says of it. In the order of what explains a result best, so
 * that the last one gives the message.
 */
enum OutcomeKind {
  SKIPPED("skipped", Verdict.SKIPPED, false),
  /** Surefire, nextest: a try failed, and a later one passed. */
  FLAKY_FAILURE("flakyFailure", Verdict.PASSED, true),
  FLAKY_ERROR("flakyError", Verdict.PASSED, true),
  /** Surefire, nextest: one more try failed too. */
  RERUN_FAILURE("rerunFailure", Verdict.FAILED, true),
  RERUN_ERROR("rerunError", Verdict.ERROR, true),
  FAILURE("failure", Verdict.FAILED, false),
  ERROR("error", Verdict.ERROR, false);

  private final String element;
  private final Verdict verdict;
  private final boolean rerun;

  OutcomeKind(String element, Verdict verdict, boolean rerun) {
    this.element = element;
    this.verdict = verdict;
    this.rerun = rerun;
  }

  /** Null for an element that says nothing of the outcome. */
  static @Nullable OutcomeKind of(String lowerCaseElement) {
    return switch (lowerCaseElement) {
      case "failure" -> FAILURE;
      case "error" -> ERROR;
      case "skipped", "skip", "ignored", "disabled" -> SKIPPED;
      case "flakyfailure" -> FLAKY_FAILURE;
      case "flakyerror" -> FLAKY_ERROR;
      case "rerunfailure" -> RERUN_FAILURE;
      case "rerunerror" -> RERUN_ERROR;
      default -> null;
    };
  }

  String element() {
    return element;
  }

  /** What the test ends in because of it. */
  Verdict verdict() {
    return verdict;
  }

  /** Whether it tells of one more try. */
  boolean isRerun() {
    return rerun;
  }
}
