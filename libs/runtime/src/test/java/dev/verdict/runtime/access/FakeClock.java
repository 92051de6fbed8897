package dev.verdict.runtime.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is told to go on. */
final class FakeClock implements InstantSource {
  private volatile Instant now;

  FakeClock(Instant now) {
    this.now = now;
  }

  void passes(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
