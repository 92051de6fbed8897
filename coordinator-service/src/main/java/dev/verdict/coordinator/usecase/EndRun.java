package dev.verdict.coordinator.usecase;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.WorkerOrder;
import dev.verdict.coordinator.domain.Ending;
import dev.verdict.coordinator.domain.Judgement;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ends everything in a run that is not final: somebody cancelled it, or its time is up. What waits
 * is settled at once; what runs is told to stop, and settled when it has, or when its lease runs
 * out.
 */
public final class EndRun {
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
    return marked
        .compose(done -> run.openTasks())
        .compose(
            open -> {
              List<RunTransaction.OpenTask> meant =
                  open.stream().filter(task -> only == null || task.id().equals(only)).toList();
              Judgement judgement = judgement(ending, reason);
              Future<Void> ended = Future.succeededFuture();
              for (RunTransaction.OpenTask task : meant) {
                ended = ended.compose(before -> endTask(run, task, judgement, only != null));
              }
              return ended.map(!meant.isEmpty());
            });
  }

  private Future<Void> endTask(
      RunTransaction run, RunTransaction.OpenTask task, Judgement judgement, boolean alone) {
    UUID worker = task.workerId();
    if (task.status() == TaskStatus.PENDING || worker == null || alone) {
      Future<Void> settled =
          run.lockTask(task.id()).compose(locked -> closeAttempt.closeAs(run, locked, judgement));
      return worker == null
          ? settled
          : settled.onSuccess(done -> stop(run, task, worker, judgement));
    }
    stop(run, task, worker, judgement);
    return Future.succeededFuture();
  }

  private static void stop(
      RunTransaction run, RunTransaction.OpenTask task, UUID worker, Judgement judgement) {
    run.order(
        new WorkerOrder.Cancel(
            worker, new AttemptRef(run.run().id(), task.id(), task.attempt()), judgement.reason()));
  }

  private static Judgement judgement(Ending ending, String reason) {
    Verdict verdict = ending == Ending.TIMEOUT ? Verdict.TIMEOUT : Verdict.CANCELLED;
    return new Judgement(verdict, reason, null, verdict);
  }
}
