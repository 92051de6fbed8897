package dev.verdict.coordinator.domain.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NextStepTest {
  private static final RetrySchedule SCHEDULE = RetrySchedule.OVER_A_DAY;
  private final Random random = new Random(1);

  private NextStep after(int status, int tries, int failures) {
    return after(Answer.of(status, Duration.ZERO, null, ""), tries, failures);
  }

  private NextStep after(Answer answer, int tries, int failures) {
    return NextStep.after(answer, tries, failures, SCHEDULE, random);
  }

  @Test
  void anySuccessIsOneAndEndsTheFailures() {
    for (int status : new int[] {200, 201, 202, 204, 299}) {
      var next = after(status, 7, 5);
      assertThat(next.delivered()).isTrue();
      assertThat(next.failures()).isZero();
    }
  }

  @Test
  void redirectsAndRefusalsAreFailuresOfThisDeliveryAlone() {
    for (int status : new int[] {301, 302, 307, 400, 401, 404, 422}) {
      var next = after(status, 1, 10);
      assertThat(next.over()).isFalse();
      assertThat(next.hold()).isZero();
      assertThat(next.pause()).isPositive();
    }
  }

  @Test
  void aReceiverThatFailsThreeTimesInARowIsHeld() {
    assertThat(after(500, 1, 0).hold()).isZero();
    assertThat(after(500, 1, 1).hold()).isZero();
    assertThat(after(500, 1, 2).hold()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    assertThat(after(500, 1, 12).hold()).isGreaterThan(Duration.ofHours(4));
  }

  @Test
  void whatAReceiverAsksForItGetsUpToADay() {
    var minute = Answer.of(429, Duration.ZERO, Duration.ofMinutes(1), "");
    assertThat(after(minute, 1, 0).hold()).isEqualTo(Duration.ofMinutes(1));
    assertThat(after(minute, 1, 0).pause()).isEqualTo(Duration.ofMinutes(1));
    var year = Answer.of(503, Duration.ZERO, Duration.ofDays(365), "");
    assertThat(after(year, 1, 0).hold()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void goneIsTheEnd() {
    var next = after(410, 1, 0);
    assertThat(next.disable()).isTrue();
    assertThat(next.over()).isTrue();
    assertThat(next.delivered()).isFalse();
  }

  @Test
  void theLastTryIsAboutADayAfterTheFirst() {
    Duration all = Duration.ZERO;
    for (int failures = 1; failures < SCHEDULE.tries(); failures++) {
      assertThat(after(500, failures, 0).lastTry()).isFalse();
      all = all.plus(SCHEDULE.waits().get(failures - 1));
    }
    assertThat(after(500, SCHEDULE.tries(), 0).lastTry()).isTrue();
    assertThat(all).isBetween(Duration.ofHours(23), Duration.ofHours(25));
  }

  @Test
  void eachWaitIsAFifthLongerOrShorterByChance() {
    for (int n = 0; n < 1000; n++) {
      assertThat(SCHEDULE.after(6, random))
          .isBetween(Duration.ofMinutes(48), Duration.ofMinutes(72));
    }
  }
}
