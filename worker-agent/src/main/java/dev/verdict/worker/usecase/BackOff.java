package dev.verdict.worker.usecase;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;

/**
 * How long to wait before the next try, and how often to speak of it: a coordinator that is away
 * for an hour must not fill a disk with our complaints.
 */
final class BackOff {
  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 5_000;

  private int failures;

  /** Doubles up to a bound; a part of it is chance, so that many workers do not come at once. */
  Duration next() {
    long full = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, 10));
    failures++;
    return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
  }

  /** Says so at the first failure, and then at the 10th, 20th, … */
  void tell(Logger log, String what, Exception failure) {
    if (failures % 10 == 0) {
      log.warn("{} (failure {}): {}", what, failures + 1, failure.getMessage());
    }
  }
}
