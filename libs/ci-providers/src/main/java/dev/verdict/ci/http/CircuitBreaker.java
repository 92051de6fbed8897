package dev.verdict.ci.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a host alone that fails again and again.
 *
 * <pre>
 *  closed ──failures in a row──▶ open ──time──▶ trying ──success──▶ closed
 *                                 ▲               │
 *                                 └───failure─────┘
 * </pre>
 */
final class CircuitBreaker {
  private final Clock clock;
  private final int breakAfter;
  private final Duration breakFor;
  private int failures;
  private @Nullable Instant openUntil;
  private boolean trying;

  CircuitBreaker(Clock clock, int breakAfter, Duration breakFor) {
    this.clock = clock;
    this.breakAfter = breakAfter;
    this.breakFor = breakFor;
  }

  /**
   * Null: go on; else when to try again. When that time has come, one goes on and shows the rest.
   */
  synchronized @Nullable Instant refusedUntil() {
    if (openUntil == null) {
      return null;
    }
    Instant now = clock.instant();
    if (openUntil.isAfter(now)) {
      return openUntil;
    }
    if (trying) {
      return now.plus(breakFor);
    }
    trying = true;
    return null;
  }

  synchronized void succeeded() {
    failures = 0;
    openUntil = null;
    trying = false;
  }

  synchronized void failed() {
    failures++;
    if (trying || failures >= breakAfter) {
      openUntil = clock.instant().plus(breakFor);
      trying = false;
    }
  }
}
