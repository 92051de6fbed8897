package dev.verdict.coordinator.usecase;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/**
 * Runs some of a finished run again, into the same run: every attempt stays, and the verdict is
 * found anew.
 */
public final class ReopenRun {
  /** What to run again. */
  public enum Only {
    FAILED(TaskStatus.FAILED, TaskStatus.TIMEOUT, TaskStatus.LOST, TaskStatus.CANCELLED),
    LOST(TaskStatus.LOST),
    ALL(
        TaskStatus.COMPLETED,
        TaskStatus.FAILED,
        TaskStatus.TIMEOUT,
        TaskStatus.LOST,
        TaskStatus.CANCELLED);

    private final List<TaskStatus> statuses;

    Only(TaskStatus... statuses) {
      this.statuses = List.of(statuses);
    }
  }

  /** The run goes on, so there is nothing to run again yet. */
  public static final class NotFinal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotFinal(TaskStatus status) {
      super("run: " + status.word() + " (expected: a finished run)");
    }
  }

  private final RunLedger ledger;

  public ReopenRun(RunLedger ledger) {
    this.ledger = ledger;
  }

  /** The tasks that run again; empty when none is of that kind, and then the run stays as it is. */
  public Future<List<UUID>> reopen(UUID runId, Only only) {
    return ledger.inRun(
        runId,
        run -> {
          if (!run.run().status().isFinal()) {
            return Future.failedFuture(new NotFinal(run.run().status()));
          }
          return run.reopen(only.statuses)
              .compose(
                  tasks ->
                      tasks.isEmpty()
                          ? Future.succeededFuture(tasks)
                          : run.totals()
                              .map(
                                  totals -> {
                                    run.publish(
                                        EventType.RUN_REOPENED,
                                        runId.toString(),
                                        new EventData.RunReopened(
                                            only.name().toLowerCase(java.util.Locale.ROOT),
                                            tasks,
                                            totals.completeness().planned()));
                                    return tasks;
                                  }));
        });
  }
}
