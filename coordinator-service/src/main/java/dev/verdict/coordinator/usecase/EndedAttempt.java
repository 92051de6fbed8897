package dev.verdict.coordinator.usecase;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.coordinator.domain.Judgement;
import dev.verdict.coordinator.domain.TaskState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The latest attempt of a task, over and judged.
 *
 * @param news the worker's last word; absent when nobody could say anything
 */
public record EndedAttempt(
    TaskState task, AttemptNews.@Nullable Finished news, Judgement judgement) {

  public UUID taskId() {
    return task.id();
  }

  /** What was never leased is judged as if it had been tried once. */
  public int attempt() {
    return Math.max(task.attempt(), 1);
  }

  /** Whether there was an attempt that somebody held, so that it belongs to the task's history. */
  public boolean wasHeld() {
    return task.attempt() > 0 && task.isLeased();
  }

  /** Why what was planned and not reported is lost, where that is its verdict. */
  public @Nullable LostReason missingReason() {
    return judgement.missing() == Verdict.LOST ? judgement.lostReason() : null;
  }
}
