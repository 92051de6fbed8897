package dev.verdict.reporter.domain.flaky;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a quarantined test has done in its runs since, counted anew each time: what is counted twice
 * is counted the same.
 *
 * @param passes runs on end in which it was good
 * @param failures runs on end in which it was bad
 * @param brokenSince the oldest of these, once there are so many that it is no chance any more
 * @param stable whether it was good so often on end that it may go
 */
public record QuarantineWatch(
    int passes, int failures, @Nullable Instant brokenSince, boolean stable) {

  /** One run that had the test. Flaky is one that was good only at a later try. */
  public record Outcome(UUID runId, boolean good, boolean flaky, Instant at) {}

  /**
   * @param newestFirst the runs since the test was put aside
   * @param brokenAfter failures on end that ring the alarm
   * @param stableAfter passes on end that end the quarantine; 0 for never
   */
  public static QuarantineWatch of(List<Outcome> newestFirst, int brokenAfter, int stableAfter) {
    int passes = 0;
    int failures = 0;
    Instant oldestFailure = null;
    for (Outcome outcome : newestFirst) {
      boolean clean = outcome.good() && !outcome.flaky();
      boolean bad = !outcome.good();
      if ((passes > 0 && !clean) || (failures > 0 && !bad) || (!clean && !bad)) {
        break;
      }
      passes += clean ? 1 : 0;
      failures += bad ? 1 : 0;
      oldestFailure = bad ? outcome.at() : oldestFailure;
    }
    return new QuarantineWatch(
        passes,
        failures,
        failures >= brokenAfter ? oldestFailure : null,
        stableAfter > 0 && passes >= stableAfter);
  }
}
