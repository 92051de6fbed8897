package dev.verdict.reporter.usecase;

import io.vertx.core.Future;
import java.time.Instant;

/** Where old runs are forgotten. */
public interface OldRuns {
  /** What one pass did. {@code rows} counts everything that was deleted. */
  record Swept(int runs, long rows, boolean finished) {}

  /**
   * Forgets runs that began and had their last event before {@code limit}, at most {@code mostRows}
   * rows and one run more.
   */
  Future<Swept> forgetBefore(Instant limit, long mostRows);
}
