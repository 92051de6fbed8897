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
  private @Nullable Instant trialUntil;

  CircuitBreaker(Clock clock, int breakAfter, Duration breakFor) {
    this.clock = clock;
    this.breakAfter = breakAfter;
    this.breakFor = breakFor;
  }

  /**
   * Null: go on; else when to try again. When that time has come, one goes on and shows the rest;
   * one that takes longer than the circuit was open shows nothing, and another may try.
   */
  synchronized @Nullable Instant refusedUntil() {
    if (openUntil == null) {
      return null;
    }
    Instant now = clock.instant();
    if (openUntil.isAfter(now)) {
      return openUntil;
    }
    if (trialUntil != null && trialUntil.isAfter(now)) {
      return trialUntil;
    }
    trialUntil = now.plus(breakFor);
    return null;
  }

  synchronized void succeeded() {
    failures = 0;
    openUntil = null;
    trialUntil = null;
  }

  synchronized void failed() {
    failures++;
    if (trialUntil != null || failures >= breakAfter) {
      openUntil = clock.instant().plus(breakFor);
      trialUntil = null;
    }
  }
}
