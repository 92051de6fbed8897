package dev.verdict.ci;

import dev.verdict.ci.http.Clockwork;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;

/** Time in which a second is 20 milliseconds, so that waiting can be tested without waiting. */
public final class FastTime extends Clock {
  private static final int FACTOR = 50;

  private final Instant start = Instant.parse("2026-11-20T10:00:00Z");
  private final long began = System.nanoTime();

  public Clockwork clockwork(Vertx vertx) {
    return new Clockwork(
        this,
        (delay, what) ->
            vertx.setTimer(Math.max(1, delay.toMillis() / FACTOR + 1), timer -> what.run()),
        new Random(1));
  }

  @Override
  public Instant instant() {
    return start.plus(Duration.ofNanos((System.nanoTime() - began) * FACTOR));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
