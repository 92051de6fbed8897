package dev.verdict.coordinator.domain.subscription;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When to try again: soon at first, then ever more seldom, a day in all. Each wait is a fifth
 * longer or shorter, by chance, so that those who failed together do not come back together.
 */
public record RetrySchedule(List<Duration> waits) {
  private static final double SPREAD = 0.2;

  public static final RetrySchedule OVER_A_DAY =
      new RetrySchedule(
          List.of(
              Duration.ofSeconds(5),
              Duration.ofSeconds(30),
              Duration.ofMinutes(2),
              Duration.ofMinutes(10),
              Duration.ofMinutes(30),
              Duration.ofHours(1),
              Duration.ofHours(2),
              Duration.ofHours(3),
              Duration.ofHours(4),
              Duration.ofHours(6),
              Duration.ofHours(7)));

  public RetrySchedule {
    waits = List.copyOf(waits);
    if (waits.isEmpty()) {
      throw new IllegalArgumentException("waits: none (expected: at least one)");
    }
  }

  /** How many tries there are in all. */
  public int tries() {
    return waits.size() + 1;
  }

  /** How long to wait after the n-th failure in a row, the first being 1. */
  public Duration after(int failures, RandomGenerator random) {
    Duration wait = waits.get(Math.clamp(failures, 1, waits.size()) - 1);
    double factor = 1 - SPREAD + 2 * SPREAD * random.nextDouble();
    return Duration.ofNanos((long) (wait.toNanos() * factor));
  }
}
