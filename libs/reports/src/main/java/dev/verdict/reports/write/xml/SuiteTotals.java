package dev.verdict.reports.write.xml;

import dev.verdict.contract.api.TestView;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a suite's attributes say before its test cases come: the totals of one task's tests. */
final class SuiteTotals {
  private static final String SEVERAL = "";

  final UUID taskId;
  int tests;
  int failures;
  int errors;
  int skipped;
  double seconds;
  int attempt;

  /** Whether its last case is none of the tests, but the task itself. */
  boolean standsForTask;

  private @Nullable String file;

  SuiteTotals(UUID taskId) {
    this.taskId = taskId;
  }

  void add(TestView test) {
    tests++;
    switch (CaseOutcome.of(test)) {
      case FAILURE -> failures++;
      case ERROR -> errors++;
      case SKIPPED -> skipped++;
      case SUCCESS -> {}
    }
    if (Double.isFinite(test.seconds())) {
      seconds += Math.max(0, test.seconds());
    }
    attempt = Math.max(attempt, test.attempt());
    String its = Objects.requireNonNullElse(test.file(), SEVERAL);
    file = file == null || file.equals(its) ? its : SEVERAL;
  }

  /** One more that stands for the task itself. */
  void addError() {
    tests++;
    errors++;
  }

  boolean isGood() {
    return failures == 0 && errors == 0;
  }

  /** The file that all of them are in. */
  @Nullable String file() {
    return file == null || file.equals(SEVERAL) ? null : file;
  }
}
