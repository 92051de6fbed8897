package dev.verdict.worker.usecase;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Where the worker stands: for its own threads, for health checks and for metrics. */
public final class WorkerState {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicLong leasesLost = new AtomicLong();
  private volatile @Nullable Session session;
  private volatile HeldAttempts held = new HeldAttempts(0, () -> {});
  private volatile @Nullable TakeOrders orders;
  private volatile boolean leaving;
  private volatile long lastBeat;
  private volatile @Nullable String problem = "not enrolled yet";

  void began(Session newSession, HeldAttempts newHeld, TakeOrders newOrders) {
    session = newSession;
    held = newHeld;
    orders = newOrders;
  }

  void beat(long now) {
    lastBeat = now;
    problem = null;
  }

  void failed(String what) {
    problem = what;
  }

  void leaseLost(int attempts) {
    leasesLost.addAndGet(attempts);
  }

  void ended() {
    ended.countDown();
  }

  /** Nothing more will be taken, and no new enrolment is made. */
  public void leave() {
    leaving = true;
    held.drain();
  }

  public boolean isLeaving() {
    return leaving;
  }

  public HeldAttempts held() {
    return held;
  }

  public boolean awaitEnd(long millis) throws InterruptedException {
    return ended.await(millis, TimeUnit.MILLISECONDS);
  }

  public long leasesLost() {
    return leasesLost.get();
  }

  /** When the last heartbeat was accepted, on the monotonic clock; 0: never. */
  public long lastBeat() {
    return lastBeat;
  }

  /** What keeps the worker from working; null when nothing does. */
  public @Nullable String problem() {
    return problem;
  }

  public @Nullable Session session() {
    return session;
  }

  TakeOrders orders() {
    TakeOrders now = orders;
    if (now == null) {
      throw new IllegalStateException("orders: none (expected: a session has begun)");
    }
    return now;
  }
}
