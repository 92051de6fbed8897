package dev.verdict.artifacts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The real time, moved as far as a test wants. */
public final class ShiftedClock extends Clock {
  private volatile Duration shift = Duration.ZERO;

  public void advance(Duration time) {
    shift = shift.plus(time);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(shift);
  }
}
