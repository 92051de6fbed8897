package dev.verdict.reporter.usecase.notify;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on as long as there is something, then looks again after a pause or when it is woken. One
 * lane decides, one sweeps, and one for each channel sends, so that a slow receiver holds up nobody
 * else. Stopping waits for the try that is under way, so that it is not made twice.
 */
public final class NotificationLoop {
  private static final Logger LOG = LoggerFactory.getLogger(NotificationLoop.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration AFTER_A_FAULT = Duration.ofSeconds(5);
  private static final Duration SWEEP = Duration.ofHours(1);

  private final Vertx vertx;
  private final List<Lane> lanes = new ArrayList<>();

  public NotificationLoop(Vertx vertx, TellPeople people) {
    this.vertx = vertx;
    lanes.add(new Lane(people::plan, LOOK));
    lanes.add(new Lane(() -> people.sweep().map(false), SWEEP));
    for (String channel : people.channels()) {
      lanes.add(new Lane(() -> people.send(channel), LOOK));
    }
  }

  public void start() {
    lanes.forEach(Lane::step);
  }

  /** A run has ended. */
  public void wake() {
    lanes.getFirst().wake();
  }

  public Future<Void> stop() {
    return Future.join(lanes.stream().map(Lane::stop).toList()).otherwiseEmpty().mapEmpty();
  }

  /** One step after the other. */
  private final class Lane {
    private final Supplier<Future<Boolean>> work;
    private final Duration look;
    private Future<Void> underWay = Future.succeededFuture();
    private long timer = -1;
    private boolean busy;
    private boolean woken;
    private boolean stopped;

    Lane(Supplier<Future<Boolean>> work, Duration look) {
      this.work = work;
      this.look = look;
    }

    synchronized void step() {
      if (stopped || busy) {
        return;
      }
      busy = true;
      woken = false;
      Future<Boolean> step;
      try {
        step = work.get();
      } catch (RuntimeException e) {
        step = Future.failedFuture(e);
      }
      underWay = step.transform(done -> Future.succeededFuture());
      step.onComplete(
          done -> {
            if (done.failed()) {
              LOG.warn("Notifications wait {}: {}", AFTER_A_FAULT, done.cause().toString());
            }
            boolean more = done.succeeded() && Boolean.TRUE.equals(done.result());
            next(done.failed() ? AFTER_A_FAULT : more ? Duration.ofMillis(1) : look);
          });
    }

    private synchronized void next(Duration in) {
      busy = false;
      if (!stopped) {
        long wait = woken ? 1 : in.toMillis();
        timer = vertx.setTimer(wait, now -> step());
      }
    }

    synchronized void wake() {
      woken = true;
      if (!busy && !stopped && vertx.cancelTimer(timer)) {
        timer = vertx.setTimer(1, now -> step());
      }
    }

    synchronized Future<Void> stop() {
      stopped = true;
      vertx.cancelTimer(timer);
      return underWay;
    }
  }
}
