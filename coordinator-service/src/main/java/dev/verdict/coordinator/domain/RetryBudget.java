package dev.verdict.coordinator.domain;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.RetryPolicy;
import dev.verdict.contract.message.AttemptNews.End;
import org.jspecify.annotations.Nullable;

/**
 * Whether another attempt follows.
 *
 * @param failures how many attempts ended badly so far, this one not counted
 * @param losses how many attempts lost their worker so far, this one not counted
 * @param givenBack how many attempts a worker gave back untouched so far, this one not counted
 */
public record RetryBudget(RetryPolicy policy, int failures, int losses, int givenBack) {
  /** A drain costs one. More than that is a worker that will never run it. */
  public static final int MOST_GIVEN_BACK = 20;

  /** What comes after an attempt. */
  public enum Next {
    /** This verdict is the task's. */
    SETTLE,
    /** Again, counted as a failure. */
    RETRY_FAILURE,
    /** Again, counted as a loss. */
    RETRY_LOSS,
    /** Again, counted as neither: it never really ran. */
    REQUEUE
  }

  public Next after(Judgement judgement, @Nullable End end, Ending ending) {
    if (ending != Ending.NONE
        || judgement.verdict() == Verdict.CANCELLED
        || judgement.verdict().isGood()) {
      return Next.SETTLE;
    }
    if (end == End.GIVEN_BACK) {
      return givenBack < MOST_GIVEN_BACK ? Next.REQUEUE : Next.SETTLE;
    }
    if (judgement.lostReason() == LostReason.WORKER_LOST) {
      return losses < policy.lost() ? Next.RETRY_LOSS : Next.SETTLE;
    }
    return failures < policy.failures() ? Next.RETRY_FAILURE : Next.SETTLE;
  }
}
