package dev.verdict.cli.client;

import java.time.Duration;

/**
 * How long to wait for whom.
 *
 * @param silence without a byte in the middle of an answer; a stream of events gives a sign of life
 *     every 15 seconds
 * @param stranger for one who never answered: he is probably not there
 * @param acquaintance for one who answered before: he probably starts again
 * @param pause before the second try; it doubles from there
 */
record Patience(Duration silence, Duration stranger, Duration acquaintance, Duration pause) {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(45),
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          Duration.ofMillis(200));

  /** Before the next try, after so many that failed. */
  Duration pauseAfter(int failures) {
    Duration wait = pause.multipliedBy(1L << Math.min(failures, 6));
    return wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait;
  }

  Patience atMost(Duration most) {
    return new Patience(
        shorter(silence, most), shorter(stranger, most), shorter(acquaintance, most), pause);
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
