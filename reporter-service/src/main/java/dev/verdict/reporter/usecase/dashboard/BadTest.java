package dev.verdict.reporter.usecase.dashboard;

import dev.verdict.contract.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A test that did not pass.
 *
 * @param before what became of it in the run before on its branch; absent when it was not there
 * @param detail the beginning of what it said, as a stack
 */
public record BadTest(ListedTest test, @Nullable Verdict before, @Nullable String detail) {
  /** Whether it was not bad before: what a change has broken, or brought. */
  public boolean isNew() {
    return before == null || before.isGood();
  }
}
