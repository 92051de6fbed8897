package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.domain.PastRun;
import dev.verdict.reporter.domain.comparison.Comparison;
import dev.verdict.reporter.usecase.comparison.RunComparison;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Comparisons of runs that have ended, kept while pages show them. Without one, because the run
 * goes on or the database is busy, a page says less: what became of each test the time before.
 */
final class Comparisons {
  private static final Logger LOG = LoggerFactory.getLogger(Comparisons.class);
  private static final int MOST = 50;
  private static final Duration HOLDS = Duration.ofSeconds(30);
  private static final long PATIENCE_MS = 2_500;

  /** An end of a run; when it is run again, it has another one. */
  private record End(UUID run, @Nullable Instant at) {}

  /** For a while: what is known of flaky tests and quarantines goes on. */
  private record Kept(Future<Optional<Comparison>> comparison, long until) {}

  private final RunComparison comparison;
  private final Map<End, Kept> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<End, Kept> eldest) {
          return size() > MOST;
        }
      };

  Comparisons(RunComparison comparison) {
    this.comparison = comparison;
  }

  Future<Optional<Comparison>> of(PastRun run) {
    return run.verdict() == null
        ? Future.succeededFuture(Optional.empty())
        : asked(new End(run.id(), run.endTime()))
            .timeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
            .recover(
                failure -> {
                  LOG.debug("run {} is not compared now", run.id(), failure);
                  return Future.succeededFuture(Optional.empty());
                });
  }

  private synchronized Future<Optional<Comparison>> asked(End end) {
    Kept found = kept.get(end);
    if (found == null || found.comparison().failed() || System.nanoTime() - found.until() > 0) {
      found = new Kept(comparison.of(end.run()), System.nanoTime() + HOLDS.toNanos());
      kept.put(end, found);
    }
    return found.comparison();
  }
}
