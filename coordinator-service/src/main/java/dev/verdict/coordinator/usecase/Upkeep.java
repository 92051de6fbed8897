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
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must happen although nobody says anything: leases that ran out, runs whose time is up, tasks
 * that no worker can ever run. Every coordinator looks; who comes second finds nothing to do, since
 * each step looks again under the run's lock.
 */
public final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final int AT_ONCE = 200;

  private final RunLedger ledger;
  private final LeaseBoard board;
  private final CloseAttempt closeAttempt;
  private final EndRun endRun;
  private final OverdueRuns overdue;
  private final Duration noWorkerTimeout;
  private final Duration overtime;
  private final long begun = System.nanoTime();

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
      Duration noWorkerTimeout,
      Duration overtime) {
    this.ledger = ledger;
    this.board = board;
    this.closeAttempt = closeAttempt;
    this.endRun = endRun;
    this.overdue = overdue;
    this.noWorkerTimeout = noWorkerTimeout;
    this.overtime = overtime;
  }

  /** How many leases had run out and were taken back. */
  public Future<Integer> takeBackExpired() {
    return board.expired(overtime, AT_ONCE).compose(expired -> oneByOne(expired, this::takeBack));
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
                      Future<Void> closed =
                          lease.overtime() && run.run().ending() == Ending.NONE
                              ? closeAttempt.closeAs(run, List.of(task), neverEnded(worker))
                              : closeAttempt.close(
                                  run,
                                  List.of(
                                      CloseAttempt.Over.unheard(
                                          task,
                                          "worker " + worker + ", attempt " + task.attempt())));
                      return closed.map(true);
                    }));
  }

  private static Judgement neverEnded(String worker) {
    String reason = "the time limit was reached long ago, and worker " + worker + " did not end it";
    return new Judgement(Verdict.TIMEOUT, reason, null, Verdict.TIMEOUT);
  }

  public Future<Integer> endOverdue() {
    return overdue
        .find(AT_ONCE)
        .compose(
            runs ->
                oneByOne(
                    runs,
                    run -> endRun.end(run, Ending.TIMEOUT, "the run reached its time limit")));
  }

  /**
   * While no coordinator was there no worker could come: whoever has just begun gives them all the
   * time again.
   */
  public Future<Integer> dropHopeless() {
    if (System.nanoTime() - begun < noWorkerTimeout.toNanos()) {
      return Future.succeededFuture(0);
    }
    return board.hopeless(noWorkerTimeout, AT_ONCE).compose(tasks -> oneByOne(tasks, this::drop));
  }

  /** How many were done. One that fails must not keep the others from their turn. */
  private static <T> Future<Integer> oneByOne(List<T> all, Function<T, Future<Boolean>> each) {
    Future<Integer> done = Future.succeededFuture(0);
    for (T one : all) {
      done =
          done.compose(
              n ->
                  each.apply(one)
                      .otherwise(
                          failure -> {
                            LOG.warn("Upkeep of {} failed: {}", one, failure.toString());
                            return false;
                          })
                      .map(did -> did ? n + 1 : n));
    }
    return done;
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
