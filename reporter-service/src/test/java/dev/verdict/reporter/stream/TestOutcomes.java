package dev.verdict.reporter.stream;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.message.TestOutcome;

/**
 * Results of tests as a report of pytest would give them: nearly all pass, a few are skipped, a few
 * fail with a trace.
 */
final class TestOutcomes {
  private static final int EVERY_NTH_SKIPPED = 20;
  private static final int EVERY_NTH_FAILED = 50;
  private static final int EVERY_NTH_UNSTABLE = 7;

  private TestOutcomes() {}

  /** At an attempt that is not settled some more tests fail. */
  static TestOutcome of(String file, int test, boolean settled) {
    boolean fails =
        test % EVERY_NTH_FAILED == EVERY_NTH_FAILED - 1
            || (!settled && test % EVERY_NTH_UNSTABLE == 0);
    if (fails) {
      return outcome(
          file,
          test,
          Verdict.FAILED,
          "assert total == 42 for größe <" + test + ">",
          "AssertionError",
          "def test_total():\n>   assert total == 42\nE   assert 41 == 42\n\n"
              + file
              + ":17: AssertionError");
    }
    boolean skipped = test % EVERY_NTH_SKIPPED == EVERY_NTH_SKIPPED - 1;
    return outcome(
        file,
        test,
        skipped ? Verdict.SKIPPED : Verdict.PASSED,
        skipped ? "needs a printer" : null,
        null,
        null);
  }

  private static TestOutcome outcome(
      String file,
      int test,
      Verdict verdict,
      @org.jspecify.annotations.Nullable String message,
      @org.jspecify.annotations.Nullable String type,
      @org.jspecify.annotations.Nullable String detail) {
    String name = "test_total_of_a_basket[case-%05d]".formatted(test);
    return new TestOutcome(
        file + "::TestBasket::" + name,
        "pytest",
        "TestBasket",
        name,
        file,
        verdict,
        0.001 * (test % 100),
        message,
        type,
        detail,
        null,
        0);
  }
}
