package dev.verdict.reporter.usecase.failure;

import dev.verdict.reporter.domain.failure.BadResult;
import dev.verdict.reporter.domain.failure.RunFailures;
import dev.verdict.reporter.usecase.digest.EndedRun;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where failures are read and kept. */
public interface FailureStore {
  /** Bad results of a run in the order of their tests, after one of them. */
  Future<List<BadResult>> bad(UUID run, @Nullable BadResult after, int limit);

  /**
   * Puts these in the place of what was known of the run. What was open on its branch, is not among
   * them, and whose tests passed in it, is solved.
   */
  Future<Void> keep(EndedRun run, RunFailures failures);
}
