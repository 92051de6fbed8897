package dev.verdict.plugin.runner;

/** What a test tool means by its exit code. */
public enum ExitMeaning {
  /** All tests that ran have passed. */
  PASSED,
  /** Tests ran, and some failed. */
  TESTS_FAILED,
  /** The tool found nothing to run. */
  NO_TESTS,
  /** The tool itself failed, was used wrongly, or was killed. */
  BROKEN
}
