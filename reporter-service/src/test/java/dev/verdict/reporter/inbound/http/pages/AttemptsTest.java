package dev.verdict.reporter.inbound.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private final FakeClock clock = new FakeClock();
  private final Attempts attempts = new Attempts(clock);

  @Test
  void afterTwentyWrongKeysAnAddressWaitsAMinute() {
    for (int nth = 0; nth < 20; nth++) {
      assertThat(attempts.tooMany("a")).isFalse();
      attempts.wrong("a");
    }

    assertThat(attempts.tooMany("a")).isTrue();
    assertThat(attempts.tooMany("b")).isFalse();
    clock.now = clock.now.plus(Duration.ofMinutes(1));
    assertThat(attempts.tooMany("a")).isFalse();
  }

  private static final class FakeClock extends Clock {
    private Instant now = Instant.parse("2026-11-20T10:00:00Z");

    @Override
    public Instant instant() {
      return now;
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
}
