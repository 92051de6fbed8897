package dev.verdict.reports.model;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.api.TaskView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One task and what came of its last attempt.
 *
 * @param attempts how many there were
 * @param worker the name of the worker that had it last
 * @param duration of the last attempt, in seconds
 */
public record ReportedTask(
    UUID id,
    String name,
    String type,
    TaskStatus status,
    @Nullable Verdict verdict,
    @Nullable String reason,
    @Nullable LostReason lostReason,
    int attempts,
    @Nullable String worker,
    @Nullable Instant startedAt,
    @Nullable Double duration,
    @Nullable Integer exitCode,
    List<String> files,
    Counts counts) {

  public static ReportedTask of(TaskView task) {
    TaskView.TaskWorker worker = task.worker();
    TaskView.TaskResult result = task.result();
    return new ReportedTask(
        task.id(),
        task.name(),
        task.type(),
        task.status(),
        task.verdict(),
        task.reason(),
        task.lostReason(),
        task.attempt(),
        worker == null ? null : worker.name(),
        result == null ? null : result.startTime(),
        result == null ? null : result.duration(),
        result == null ? null : result.exitCode(),
        task.files(),
        result == null ? Counts.NONE : result.tests());
  }
}
