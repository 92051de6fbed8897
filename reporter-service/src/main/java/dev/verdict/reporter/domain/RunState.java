package dev.verdict.reporter.domain;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.RunEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands. Made from one event alone, so the event with the highest sequence decides,
 * whenever it comes.
 *
 * <pre>
 *  queued ▶ pending     started ▶ running     finished ▶ its status     reopened ▶ running
 * </pre>
 *
 * @param statusSequence of the event that says so; 0 while there is none
 */
public record RunState(
    long statusSequence,
    TaskStatus status,
    @Nullable Verdict verdict,
    @Nullable String reason,
    @Nullable Counts summary,
    @Nullable Completeness completeness,
    @Nullable Instant endTime,
    @Nullable Double duration) {

  public static final RunState UNKNOWN = open(0, TaskStatus.PENDING);

  /** Empty-handed, null, when the event says nothing of where the run stands. */
  static @Nullable RunState of(RunEvent event) {
    return switch (event.data()) {
      case EventData.RunQueued queued -> open(event.sequence(), TaskStatus.PENDING);
      case EventData.RunStarted started -> open(event.sequence(), TaskStatus.RUNNING);
      case EventData.RunReopened reopened -> open(event.sequence(), TaskStatus.RUNNING);
      case EventData.RunFinished run ->
          new RunState(
              event.sequence(),
              run.status(),
              run.verdict(),
              run.reason(),
              run.counts(),
              run.completeness(),
              run.finishedAt(),
              run.duration());
      default -> null;
    };
  }

  private static RunState open(long sequence, TaskStatus status) {
    return new RunState(sequence, status, null, null, null, null, null, null);
  }
}
