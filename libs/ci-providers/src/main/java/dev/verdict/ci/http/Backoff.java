package dev.verdict.ci.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Exponential, with full jitter: many that failed together do not come back together. */
record Backoff(Duration first, RandomGenerator random) {
  private static final int MOST_DOUBLINGS = 5;

  /**
   * @param tries that were made so far, 1 or more
   */
  Duration after(int tries) {
    long most = first.toMillis() << Math.min(tries - 1, MOST_DOUBLINGS);
    return Duration.ofMillis((long) (random.nextDouble() * most));
  }
}
