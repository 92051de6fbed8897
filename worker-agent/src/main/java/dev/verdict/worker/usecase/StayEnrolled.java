package dev.verdict.worker.usecase;

import dev.verdict.contract.api.Enrolled;
import dev.verdict.contract.api.Enrolment;
import dev.verdict.contract.api.Heartbeat;
import dev.verdict.contract.api.HeartbeatReply;
import dev.verdict.worker.domain.Stop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a worker, on a thread of its own:
 *
 * <pre>
 *  enrol ──▶ follow orders ──▶ heartbeat, heartbeat, … ──drained──▶ leave
 *    ▲                                    │
 *    └────── refused: forget all ─────────┤
 *                                         └──replaced by another of its name──▶ forget all, stop
 * </pre>
 *
 * <p>When no heartbeat is accepted for as long as a lease lasts, everything that runs is ended and
 * nothing is told about it; the session itself goes on if the coordinator still knows us.
 */
public final class StayEnrolled {
  private static final Logger LOG = LoggerFactory.getLogger(StayEnrolled.class);
  private static final Duration LONGEST_HEARTBEAT = Duration.ofSeconds(5);
  private static final Duration RETRY_HEARTBEAT = Duration.ofMillis(500);

  private final Coordinator coordinator;
  private final OrderFeed feed;
  private final TakeOrders.AttemptStarter starter;
  private final Enrolment enrolment;
  private final WorkerState state;
  private final LongSupplier nanos;
  private final Semaphore wake = new Semaphore(0);

  public StayEnrolled(
      Coordinator coordinator,
      OrderFeed feed,
      TakeOrders.AttemptStarter starter,
      Enrolment enrolment,
      WorkerState state,
      LongSupplier nanos) {
    this.coordinator = coordinator;
    this.feed = feed;
    this.starter = starter;
    this.enrolment = enrolment;
    this.state = state;
    this.nanos = nanos;
  }

  /** Returns after the worker has left, or when the thread is interrupted. */
  public void live() {
    try {
      while (!state.isLeaving()) {
        Session session = enrol();
        if (session == null || !follow(session) || !beat(session)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      state.held().stopAll(new Stop.Forgotten("the worker stops"));
    } finally {
      feed.unfollow();
      state.ended();
    }
  }

  /** Looks at once whether there is something to do. */
  public void wake() {
    wake.release();
  }

  private @Nullable Session enrol() throws InterruptedException {
    BackOff backOff = new BackOff();
    while (!state.isLeaving()) {
      long sentAt = nanos.getAsLong();
      try {
        Enrolled enrolled = coordinator.enrol(enrolment);
        LOG.info("enrolled as {} with {} slots", enrolled.id(), enrolment.slots());
        return new Session(enrolled, sentAt, nanos);
      } catch (IOException e) {
        state.failed("enrolment: " + e.getMessage());
        backOff.tell(LOG, "cannot enrol at the coordinator", e);
        pause(backOff.next());
      }
    }
    return null;
  }

  /** Whether orders are followed now; not when the worker shall leave. */
  private boolean follow(Session session) throws InterruptedException {
    BackOff backOff = new BackOff();
    HeldAttempts held = new HeldAttempts(enrolment.slots(), this::wake);
    TakeOrders orders = new TakeOrders(session, held, starter, this::wake);
    while (!state.isLeaving()) {
      try {
        feed.follow(session.workerId(), orders::take);
        state.began(session, held, orders);
        return true;
      } catch (IOException e) {
        state.failed("orders: " + e.getMessage());
        backOff.tell(LOG, "cannot follow orders", e);
        pause(backOff.next());
      }
    }
    return false;
  }

  /** Whether to enrol again. */
  private boolean beat(Session session) throws InterruptedException {
    HeldAttempts held = state.held();
    while (true) {
      if (state.isLeaving()) {
        held.drain();
      }
      boolean done = held.isDraining() && held.isEmpty();
      if (done) {
        leave(session);
        return false;
      }
      Duration pause = session.heartbeatEvery();
      try {
        heartbeat(session, held);
      } catch (Coordinator.Replaced e) {
        LOG.error(
            "another process enrolled as {}, so this one stops: give each worker a name of its own"
                + " (worker.name)",
            enrolment.name());
        state.failed("replaced by another process of the name " + enrolment.name());
        held.stopAll(new Stop.Forgotten("another process took this worker's name"));
        return false;
      } catch (Coordinator.Refused e) {
        LOG.warn("the coordinator does not know this worker any more: {}", e.getMessage());
        state.failed("heartbeat: " + e.getMessage());
        held.stopAll(new Stop.Forgotten("the coordinator gave this worker up"));
        feed.unfollow();
        return true;
      } catch (IOException e) {
        state.failed("heartbeat: " + e.getMessage());
        LOG.warn("heartbeat failed, {} of the lease left: {}", session.leaseLeft(), e.getMessage());
        pause = shorter(RETRY_HEARTBEAT, pause);
      }
      pause(session.leaseIsOver() ? pause : shorter(pause, atLeastAMoment(session.leaseLeft())));
      if (session.leaseIsOver()) {
        giveUpAll(held);
      }
    }
  }

  private void giveUpAll(HeldAttempts held) {
    int lost = held.stopAll(new Stop.Forgotten("the lease ran out"));
    if (lost > 0) {
      LOG.error("no heartbeat was accepted within the lease: {} attempts are given up", lost);
      state.leaseLost(lost);
    }
  }

  private void heartbeat(Session session, HeldAttempts held)
      throws IOException, InterruptedException {
    long sentAt = nanos.getAsLong();
    Duration within =
        held.isEmpty()
            ? LONGEST_HEARTBEAT
            : shorter(LONGEST_HEARTBEAT, atLeastAMoment(session.leaseLeft()));
    HeartbeatReply reply =
        coordinator.heartbeat(session, new Heartbeat(held.refs(), held.isDraining()), within);
    session.renewed(reply.token(), sentAt);
    state.beat(nanos.getAsLong());
    TakeOrders orders = state.orders();
    if (reply.drain() && !held.isDraining()) {
      orders.drain();
    }
    orders.stop(reply.stop());
    orders.run(reply.missed());
  }

  private void leave(Session session) throws InterruptedException {
    state.leave();
    feed.unfollow();
    try {
      coordinator.leave(session);
      LOG.info("left the coordinator");
    } catch (IOException e) {
      LOG.warn("could not say good-bye; the coordinator will notice: {}", e.getMessage());
    }
  }

  private void pause(Duration duration) throws InterruptedException {
    if (wake.tryAcquire(duration.toNanos(), TimeUnit.NANOSECONDS)) {
      wake.drainPermits();
    }
  }

  private static Duration atLeastAMoment(Duration duration) {
    Duration moment = Duration.ofMillis(100);
    return duration.compareTo(moment) < 0 ? moment : duration;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
