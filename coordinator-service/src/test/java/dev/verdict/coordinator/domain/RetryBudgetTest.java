package dev.verdict.coordinator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.RetryPolicy;
import dev.verdict.contract.message.AttemptNews.End;
import dev.verdict.coordinator.domain.RetryBudget.Next;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  private static final Judgement PASSED = new Judgement(Verdict.PASSED, "good", null, Verdict.LOST);
  private static final Judgement FAILED =
      new Judgement(Verdict.FAILED, "1 failed", null, Verdict.LOST);
  private static final Judgement GONE =
      new Judgement(Verdict.LOST, "gone", LostReason.WORKER_LOST, Verdict.LOST);

  @Test
  void byDefaultAFailureStandsAndALostWorkerIsReplacedTwice() {
    assertThat(budget(0, 0).after(FAILED, End.EXITED, Ending.NONE)).isEqualTo(Next.SETTLE);
    assertThat(budget(0, 0).after(GONE, null, Ending.NONE)).isEqualTo(Next.RETRY_LOSS);
    assertThat(budget(0, 1).after(GONE, null, Ending.NONE)).isEqualTo(Next.RETRY_LOSS);
    assertThat(budget(0, 2).after(GONE, null, Ending.NONE)).isEqualTo(Next.SETTLE);
  }

  @Test
  void failuresAreTriedAgainAsOftenAsAsked() {
    var policy = new RetryPolicy(1, 0);
    assertThat(new RetryBudget(policy, 0, 0, 0).after(FAILED, End.EXITED, Ending.NONE))
        .isEqualTo(Next.RETRY_FAILURE);
    assertThat(new RetryBudget(policy, 1, 0, 0).after(FAILED, End.EXITED, Ending.NONE))
        .isEqualTo(Next.SETTLE);
  }

  @Test
  void whatIsGoodOrEndingIsNotTriedAgain() {
    var policy = new RetryPolicy(5, 5);
    assertThat(new RetryBudget(policy, 0, 0, 0).after(PASSED, End.EXITED, Ending.NONE))
        .isEqualTo(Next.SETTLE);
    assertThat(new RetryBudget(policy, 0, 0, 0).after(GONE, null, Ending.CANCELLED))
        .isEqualTo(Next.SETTLE);
  }

  @Test
  void whatIsGivenBackCountsAsNeitherButNotWithoutEnd() {
    assertThat(budget(0, 2).after(GONE, End.GIVEN_BACK, Ending.NONE)).isEqualTo(Next.REQUEUE);
    var circling = new RetryBudget(RetryPolicy.DEFAULT, 0, 0, RetryBudget.MOST_GIVEN_BACK);
    assertThat(circling.after(GONE, End.GIVEN_BACK, Ending.NONE)).isEqualTo(Next.SETTLE);
  }

  private static RetryBudget budget(int failures, int losses) {
    return new RetryBudget(RetryPolicy.DEFAULT, failures, losses, 0);
  }
}
