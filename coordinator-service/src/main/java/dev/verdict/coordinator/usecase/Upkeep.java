package dev.verdict.coordinator.usecase;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.coordinator.domain.Ending;
import dev.verdict.coordinator.domain.Judgement;
import dev.verdict.coordinator.domain.TaskState;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What must happen although nobody says anything: leases that ran out, runs whose time is up, tasks
 * that no worker can ever run. Every coordinator looks; who comes second finds nothing to do, since
 * each step looks again under the run's lock.
 */
public final class Upkeep {
  private static final int AT_ONCE = 200;

  private final RunLedger ledger;
  private final LeaseBoard board;
  private final CloseAttempt closeAttempt;
  private final EndRun endRun;
  private final OverdueRuns overdue;
  private final Duration noWorkerTimeout;

  /** Finds runs whose time is up. */
  @FunctionalInterface
  public interface OverdueRuns {
    Future<List<UUID>> find(int most);
  }

  public Upkeep(
      RunLedger ledger,
      LeaseBoard board,
      CloseAttempt closeAttempt,
      EndRun endRun,
      OverdueRuns overdue,
      Duration noWorkerTimeout) {
    this.ledger = ledger;
    this.board = board;
    this.closeAttempt = closeAttempt;
    this.endRun = endRun;
    this.overdue = overdue;
    this.noWorkerTimeout = noWorkerTimeout;
  }

  /** How many leases had run out and were taken back. */
  public Future<Integer> takeBackExpired() {
    return board
        .expired(AT_ONCE)
        .compose(
            expired -> {
              Future<Integer> taken = Future.succeededFuture(0);
              for (LeaseBoard.Expired lease : expired) {
                taken = taken.compose(n -> takeBack(lease).map(done -> done ? n + 1 : n));
              }
              return taken;
            });
  }

  private Future<Boolean> takeBack(LeaseBoard.Expired lease) {
    return ledger.inRunOfTask(
        lease.taskId(),
        run ->
            run.lockTasks(List.of(lease.taskId()))
                .compose(
                    locked -> {
                      TaskState task = locked.get(lease.taskId());
                      if (task == null
                          || !task.isLeased()
                          || task.leaseHolds()
                          || task.attempt() != lease.attempt()) {
                        return Future.succeededFuture(false);
                      }
                      String worker = task.worker() == null ? "?" : task.worker().name();
                      String message = "worker " + worker + ", attempt " + task.attempt();
                      return closeAttempt
                          .close(run, List.of(CloseAttempt.Over.unheard(task, message)))
                          .map(true);
                    }));
  }

  public Future<Integer> endOverdue() {
    return overdue
        .find(AT_ONCE)
        .compose(
            runs -> {
              Future<Integer> ended = Future.succeededFuture(0);
              for (UUID run : runs) {
                ended =
                    ended.compose(
                        n ->
                            endRun
                                .end(run, Ending.TIMEOUT, "the run reached its time limit")
                                .map(done -> done ? n + 1 : n));
              }
              return ended;
            });
  }

  public Future<Integer> dropHopeless() {
    return board
        .hopeless(noWorkerTimeout, AT_ONCE)
        .compose(
            tasks -> {
              Future<Integer> dropped = Future.succeededFuture(0);
              for (UUID task : tasks) {
                dropped = dropped.compose(n -> drop(task).map(done -> done ? n + 1 : n));
              }
              return dropped;
            });
  }

  private Future<Boolean> drop(UUID taskId) {
    String reason =
        LostReason.NO_WORKER.sentence()
            + ", and none came within "
            + noWorkerTimeout.toSeconds()
            + " s";
    var judgement = new Judgement(Verdict.LOST, reason, LostReason.NO_WORKER, Verdict.LOST);
    return ledger.inRunOfTask(
        taskId,
        run ->
            run.lockTasks(List.of(taskId))
                .compose(
                    locked -> {
                      TaskState task = locked.get(taskId);
                      return task == null || task.status() != TaskStatus.PENDING
                          ? Future.succeededFuture(false)
                          : closeAttempt.closeAs(run, List.of(task), judgement).map(true);
                    }));
  }
}
