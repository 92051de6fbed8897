package dev.verdict.reporter.domain;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.event.EventData;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an attempt ended. Everything is absent until the event has come that says so. */
public record AttemptEnd(
    @Nullable Long finishedSequence,
    @Nullable Boolean settled,
    @Nullable TaskStatus status,
    @Nullable Verdict verdict,
    @Nullable String reason,
    @Nullable LostReason lostReason,
    @Nullable Integer exitCode,
    @Nullable Instant endTime,
    @Nullable Double duration,
    @Nullable Counts result) {

  public static final AttemptEnd UNKNOWN =
      new AttemptEnd(null, null, null, null, null, null, null, null, null, null);

  static AttemptEnd of(long sequence, EventData.TaskFinished task) {
    return new AttemptEnd(
        sequence,
        task.settled(),
        task.status(),
        task.verdict(),
        task.reason(),
        task.lostReason(),
        task.exitCode(),
        task.finishedAt(),
        task.duration(),
        task.counts());
  }
}
