package dev.verdict.reports.write.xml;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TestView;

/** The four outcomes that JUnit XML knows. */
enum CaseOutcome {
  SUCCESS,
  FAILURE,
  ERROR,
  SKIPPED;

  /** A test without a verdict is an error: whoever reads only this file must not see green. */
  static CaseOutcome of(TestView test) {
    Verdict verdict = test.verdict();
    if (verdict == null) {
      return ERROR;
    }
    return switch (verdict) {
      case PASSED -> SUCCESS;
      case FAILED -> FAILURE;
      case ERROR, TIMEOUT, LOST, CANCELLED -> ERROR;
      case SKIPPED -> SKIPPED;
    };
  }
}
