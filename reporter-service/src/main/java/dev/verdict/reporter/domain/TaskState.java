package dev.verdict.reporter.domain;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.RunEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a task stands. Made from one event alone, so the event with the highest sequence decides,
 * whenever it comes.
 *
 * <pre>
 *  queued, run reopened ▶ pending     started ▶ running     finished ▶ its status, or pending when another attempt follows
 * </pre>
 *
 * @param statusSequence of the event that says so; 0 while there is none
 */
public record TaskState(
    long statusSequence,
    TaskStatus status,
    @Nullable Integer attempt,
    @Nullable Verdict verdict,
    @Nullable String reason,
    @Nullable LostReason lostReason,
    @Nullable Integer exitCode,
    @Nullable UUID workerId,
    @Nullable String workerName,
    @Nullable List<String> hardware,
    @Nullable Instant startTime,
    @Nullable Instant endTime,
    @Nullable Double duration,
    @Nullable Counts result) {

  public static final TaskState UNKNOWN = pending(0);

  /** Empty-handed, null, when the event says nothing of where a task stands. */
  static @Nullable TaskState of(RunEvent event) {
    return switch (event.data()) {
      case EventData.TaskQueued queued -> pending(event.sequence());
      case EventData.RunReopened reopened -> pending(event.sequence());
      case EventData.TaskStarted started -> running(event.sequence(), started);
      case EventData.TaskFinished finished -> finished(event.sequence(), finished);
      default -> null;
    };
  }

  private static TaskState pending(long sequence) {
    return new TaskState(
        sequence,
        TaskStatus.PENDING,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static TaskState running(long sequence, EventData.TaskStarted task) {
    EventData.Worker worker = task.worker();
    return new TaskState(
        sequence,
        TaskStatus.RUNNING,
        task.attempt(),
        null,
        null,
        null,
        null,
        worker.id(),
        worker.name(),
        worker.hardware(),
        task.startedAt(),
        null,
        null,
        null);
  }

  private static TaskState finished(long sequence, EventData.TaskFinished task) {
    EventData.@Nullable Worker worker = task.worker();
    return new TaskState(
        sequence,
        task.settled() ? task.status() : TaskStatus.PENDING,
        task.attempt(),
        task.settled() ? task.verdict() : null,
        task.reason(),
        task.lostReason(),
        task.exitCode(),
        worker == null ? null : worker.id(),
        worker == null ? null : worker.name(),
        worker == null ? null : worker.hardware(),
        task.startedAt(),
        task.finishedAt(),
        task.duration(),
        task.counts());
  }
}
