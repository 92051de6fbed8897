package dev.verdict.worker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseClockTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void it_counts_from_the_moment_before_the_accepted_heartbeat_was_sent() {
    LeaseClock lease = new LeaseClock(Duration.ofSeconds(30), 100 * SECOND);
    lease.accepted(110 * SECOND);
    assertThat(lease.isOver(140 * SECOND - 1)).isFalse();
    assertThat(lease.isOver(140 * SECOND)).isTrue();
    assertThat(lease.left(130 * SECOND)).isEqualTo(Duration.ofSeconds(10));
    assertThat(lease.left(150 * SECOND)).isZero();
  }

  @Test
  void a_late_answer_to_an_earlier_heartbeat_takes_nothing_away() {
    LeaseClock lease = new LeaseClock(Duration.ofSeconds(30), 0);
    lease.accepted(20 * SECOND);
    lease.accepted(10 * SECOND);
    assertThat(lease.isOver(45 * SECOND)).isFalse();
  }

  @Test
  void the_monotonic_clock_may_overflow() {
    long start = Long.MAX_VALUE - 5 * SECOND;
    LeaseClock lease = new LeaseClock(Duration.ofSeconds(30), start);
    lease.accepted(start + 10 * SECOND);
    assertThat(lease.isOver(start + 39 * SECOND)).isFalse();
    assertThat(lease.isOver(start + 40 * SECOND)).isTrue();
  }
}
