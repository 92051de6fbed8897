package dev.verdict.coordinator.domain;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.event.EventData;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task while it is locked.
 *
 * @param attempt the latest; 0 before the first
 * @param parts how many parts of results the latest attempt has told
 * @param leaseHolds whether the lease is there and has not run out, by the database's clock
 */
public record TaskState(
    UUID id,
    UUID runId,
    String name,
    TaskStatus status,
    int attempt,
    int parts,
    EventData.@Nullable Worker worker,
    boolean leaseHolds,
    RetryBudget budget,
    @Nullable Instant leasedAt,
    @Nullable Instant startedAt) {

  /** Whether this worker may speak for this attempt now. */
  public boolean isHeldBy(UUID workerId, int itsAttempt) {
    return worker != null
        && worker.id().equals(workerId)
        && itsAttempt == attempt
        && isLeased()
        && leaseHolds;
  }

  public boolean isLeased() {
    return status == TaskStatus.ASSIGNED || status == TaskStatus.RUNNING;
  }

  private TaskState with(
      TaskStatus itsStatus, int itsAttempt, int itsParts, @Nullable Instant started) {
    return new TaskState(
        id,
        runId,
        name,
        itsStatus,
        itsAttempt,
        itsParts,
        worker,
        leaseHolds,
        budget,
        leasedAt,
        started);
  }

  /** Its process runs since then. */
  public TaskState started(Instant at) {
    return with(TaskStatus.RUNNING, attempt, parts, at);
  }

  public TaskState withParts(int told) {
    return with(status, attempt, told, startedAt);
  }

  public TaskState inAttempt(int itsAttempt) {
    return with(status, itsAttempt, parts, startedAt);
  }
}
