package dev.verdict.coordinator.usecase;

import dev.verdict.coordinator.domain.Matching;
import dev.verdict.runtime.lifecycle.BackgroundPass;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives waiting tasks to workers with room, whenever something has changed: a task came, a worker
 * came, an attempt ended. Any number of coordinators may do this at once; the board sees to it that
 * no task is leased twice. Once a second it looks without being woken, in case a wake-up was lost
 * with another coordinator.
 */
public final class Scheduler {
  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
  private static final Duration FALLBACK = Duration.ofSeconds(1);

  private final LeaseBoard board;
  private final Duration lease;
  private final Runnable committed;
  private final BackgroundPass background;

  /**
   * @param committed is told after each commit that has put something into the outbox
   */
  public Scheduler(Vertx vertx, LeaseBoard board, Duration lease, Runnable committed) {
    this.board = board;
    this.lease = lease;
    this.committed = committed;
    this.background =
        new BackgroundPass(vertx, "Scheduling", FALLBACK, () -> scheduleAll().map(false));
  }

  public void start() {
    background.start();
  }

  public Future<Void> stop() {
    return background.stop();
  }

  /** Something has changed. Many calls while a pass is under way cause one more pass. */
  public void wake() {
    background.wake();
  }

  private Future<Void> scheduleAll() {
    Future<List<LeaseBoard.Waiting>> waiting = board.waiting();
    Future<List<LeaseBoard.Room>> rooms = board.roomy(silence());
    return Future.join(waiting, rooms)
        .compose(
            asked ->
                waiting.result().isEmpty()
                    ? Future.succeededFuture()
                    : fillRooms(rooms.result(), waiting.result())
                        .compose(filled -> lookForUnmatched(waiting.result())));
  }

  private Future<Void> fillRooms(List<LeaseBoard.Room> rooms, List<LeaseBoard.Waiting> waiting) {
    Future<Void> filled = Future.succeededFuture();
    for (LeaseBoard.Room room : rooms) {
      List<LeaseBoard.Waiting> fitting =
          waiting.stream().filter(kind -> Matching.fits(kind.need(), room.offer())).toList();
      if (!fitting.isEmpty()) {
        filled =
            filled
                .compose(before -> lease(room, fitting))
                .map(
                    leased -> {
                      if (leased > 0) {
                        committed.run();
                      }
                      return null;
                    });
      }
    }
    return filled;
  }

  /** One worker to whom nothing can be leased must not keep the others from getting something. */
  private Future<Integer> lease(LeaseBoard.Room room, List<LeaseBoard.Waiting> fitting) {
    return board
        .lease(room.workerId(), fitting, lease, silence())
        .otherwise(
            failure -> {
              LOG.warn("Nothing leased to worker {}: {}", room.workerId(), failure.toString());
              return 0;
            });
  }

  /** Two heartbeats, which are a third of a lease apart: whoever missed them may be gone. */
  private Duration silence() {
    return lease.multipliedBy(2).dividedBy(3);
  }

  /** Says at once, and keeps since when, that no worker can ever run a kind of task. */
  private Future<Void> lookForUnmatched(List<LeaseBoard.Waiting> waiting) {
    return board
        .offers()
        .compose(
            offers -> {
              var unmatched =
                  waiting.stream()
                      .filter(
                          kind ->
                              offers.stream().noneMatch(offer -> Matching.fits(kind.need(), offer)))
                      .map(LeaseBoard.Waiting::id)
                      .toList();
              var fresh =
                  waiting.stream()
                      .filter(kind -> !kind.knownUnmatched() && unmatched.contains(kind.id()))
                      .map(LeaseBoard.Waiting::id)
                      .toList();
              var matchedAgain =
                  waiting.stream()
                      .filter(kind -> kind.knownUnmatched() && !unmatched.contains(kind.id()))
                      .map(LeaseBoard.Waiting::id)
                      .toList();
              return fresh.isEmpty() && matchedAgain.isEmpty()
                  ? Future.succeededFuture()
                  : board.mark(fresh, matchedAgain);
            });
  }
}
