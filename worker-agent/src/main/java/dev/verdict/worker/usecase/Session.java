package dev.verdict.worker.usecase;

import dev.verdict.contract.api.Enrolled;
import dev.verdict.worker.domain.LeaseClock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;

/** What holds from one enrolment to the next: who we are, and how long we may believe it. */
public final class Session {
  private final UUID workerId;
  private final Duration heartbeatEvery;
  private final LeaseClock lease;
  private final LongSupplier nanos;
  private volatile String token;

  /**
   * @param sentAt a moment before the enrolment was sent
   */
  public Session(Enrolled enrolled, long sentAt, LongSupplier nanos) {
    this.workerId = enrolled.id();
    this.token = enrolled.token();
    this.heartbeatEvery = Duration.ofNanos((long) (enrolled.heartbeatSeconds() * 1e9));
    this.lease = new LeaseClock(Duration.ofSeconds(enrolled.leaseSeconds()), sentAt);
    this.nanos = nanos;
  }

  public UUID workerId() {
    return workerId;
  }

  public String token() {
    return token;
  }

  public Duration heartbeatEvery() {
    return heartbeatEvery;
  }

  public void renewed(String freshToken, long sentAt) {
    token = freshToken;
    lease.accepted(sentAt);
  }

  public boolean leaseIsOver() {
    return lease.isOver(nanos.getAsLong());
  }

  public Duration leaseLeft() {
    return lease.left(nanos.getAsLong());
  }
}
