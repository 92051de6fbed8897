package dev.verdict.worker.domain;

import java.time.Duration;

/**
 * How long the worker may still believe that its leases hold. It counts on the monotonic clock that
 * is passed in, from the moment before the last accepted heartbeat was sent: so it can only be
 * early, never late, whatever the network or the wall clock does.
 */
public final class LeaseClock {
  private final long leaseNanos;
  private long renewedAt;

  /**
   * @param now a moment before anything was leased
   */
  public LeaseClock(Duration lease, long now) {
    this.leaseNanos = lease.toNanos();
    this.renewedAt = now;
  }

  /** A heartbeat was accepted that left at this moment. */
  public synchronized void accepted(long sentAt) {
    if (sentAt - renewedAt > 0) {
      renewedAt = sentAt;
    }
  }

  public synchronized boolean isOver(long now) {
    return now - renewedAt >= leaseNanos;
  }

  /** Zero when it is over. */
  public synchronized Duration left(long now) {
    return Duration.ofNanos(Math.max(0, leaseNanos - (now - renewedAt)));
  }
}
