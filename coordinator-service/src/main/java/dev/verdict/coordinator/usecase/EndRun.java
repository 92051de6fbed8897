package dev.verdict.coordinator.usecase;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.WorkerOrder;
import dev.verdict.coordinator.domain.Ending;
import dev.verdict.coordinator.domain.Judgement;
import dev.verdict.coordinator.domain.TaskState;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ends everything in a run that is not final: somebody cancelled it, or its time is up. What waits
 * is settled at once; what runs is told to stop, and settled when it has, or when its lease runs
 * out.
 */
public final class EndRun {
  private static final int AT_ONCE = 200;

  private final RunLedger ledger;
  private final CloseAttempt closeAttempt;

  public EndRun(RunLedger ledger, CloseAttempt closeAttempt) {
    this.ledger = ledger;
    this.closeAttempt = closeAttempt;
  }

  /** False when the run was final, or is ending already: then nothing changes. */
  public Future<Boolean> end(UUID runId, Ending ending, String reason) {
    return ledger.inRun(runId, run -> end(run, null, ending, reason));
  }

  /** Cancels one task alone; the run goes on with the others. */
  public Future<Boolean> cancelTask(UUID taskId, String reason) {
    return ledger.inRunOfTask(taskId, run -> end(run, taskId, Ending.NONE, reason));
  }

  private Future<Boolean> end(
      RunTransaction run, @Nullable UUID only, Ending ending, String reason) {
    if (run.run().status().isFinal() || (only == null && run.run().ending() != Ending.NONE)) {
      return Future.succeededFuture(false);
    }
    Future<Void> marked = only == null ? run.endRun(ending, reason) : Future.succeededFuture();
    Judgement judgement = judgement(ending, reason);
    return marked
        .compose(done -> run.openTasks())
        .map(open -> open.stream().filter(task -> only == null || task.id().equals(only)).toList())
        .compose(
            open -> {
              // A task that is cancelled alone is settled at once. The run's others end when their
              // workers say so.
              List<UUID> settled = new ArrayList<>();
              for (RunTransaction.OpenTask task : open) {
                if (only != null || task.workerId() == null) {
                  settled.add(task.id());
                } else {
                  stop(run, task.workerId(), task.id(), task.attempt(), judgement);
                }
              }
              return settle(run, settled, judgement).map(!open.isEmpty());
            });
  }

  private Future<Void> settle(RunTransaction run, List<UUID> tasks, Judgement judgement) {
    if (tasks.isEmpty()) {
      return Future.succeededFuture();
    }
    List<UUID> some = tasks.subList(0, Math.min(AT_ONCE, tasks.size()));
    return run.lockTasks(some)
        .compose(
            locked -> {
              // One that waited when we looked may have been leased since.
              for (TaskState task : locked.values()) {
                UUID worker = task.isLeased() && task.worker() != null ? task.worker().id() : null;
                stop(run, worker, task.id(), task.attempt(), judgement);
              }
              return closeAttempt.closeAs(run, List.copyOf(locked.values()), judgement);
            })
        .compose(done -> settle(run, tasks.subList(some.size(), tasks.size()), judgement));
  }

  private static void stop(
      RunTransaction run, @Nullable UUID worker, UUID task, int attempt, Judgement judgement) {
    if (worker != null) {
      run.order(
          new WorkerOrder.Cancel(
              worker, new AttemptRef(run.run().id(), task, attempt), judgement.reason()));
    }
  }

  private static Judgement judgement(Ending ending, String reason) {
    Verdict verdict = ending == Ending.TIMEOUT ? Verdict.TIMEOUT : Verdict.CANCELLED;
    return new Judgement(verdict, reason, null, verdict);
  }
}
