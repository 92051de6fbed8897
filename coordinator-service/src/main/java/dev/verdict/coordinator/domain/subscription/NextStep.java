package dev.verdict.coordinator.domain.subscription;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What follows from an answer.
 *
 * @param over whether this delivery has had its last try, well or badly
 * @param delivered whether it arrived
 * @param lastTry whether it has failed as often as it may; it goes on only while the receiver is
 *     down for all
 * @param pause before its run goes on
 * @param hold before anything goes to this receiver
 * @param failures in a row, of the receiver, with this one
 * @param disable whether the receiver wants nothing any more
 */
public record NextStep(
    boolean over,
    boolean delivered,
    boolean lastTry,
    Duration pause,
    Duration hold,
    int failures,
    boolean disable) {
  private static final int BEFORE_HOLDING = 3;
  private static final Duration LONGEST_ASKED_FOR = Duration.ofDays(1);

  /**
   * @param tries of this delivery, with this one
   * @param failuresBefore in a row, of the receiver
   */
  public static NextStep after(
      Answer answer,
      int tries,
      int failuresBefore,
      RetrySchedule schedule,
      RandomGenerator random) {
    if (answer.outcome() == Answer.Outcome.DELIVERED) {
      return new NextStep(true, true, false, Duration.ZERO, Duration.ZERO, 0, false);
    }
    int failures = failuresBefore + 1;
    if (answer.outcome() == Answer.Outcome.GONE) {
      return new NextStep(true, false, true, Duration.ZERO, Duration.ZERO, failures, true);
    }
    Duration wait = schedule.after(tries, random);
    Duration hold = Duration.ZERO;
    if (answer.concernsAll() && failures >= BEFORE_HOLDING) {
      hold = schedule.after(failures - BEFORE_HOLDING + 1, random);
    }
    if (answer.retryAfter() != null && answer.concernsAll()) {
      Duration asked = shorter(answer.retryAfter(), LONGEST_ASKED_FOR);
      wait = longer(wait, asked);
      hold = longer(hold, asked);
    }
    return new NextStep(false, false, tries >= schedule.tries(), wait, hold, failures, false);
  }

  /** There is nothing left to send; it says nothing about the receiver. */
  public static NextStep withoutTry(int failures) {
    return new NextStep(true, false, true, Duration.ZERO, Duration.ZERO, failures, false);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
