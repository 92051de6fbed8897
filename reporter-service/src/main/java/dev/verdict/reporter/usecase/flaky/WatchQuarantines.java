package dev.verdict.reporter.usecase.flaky;

import dev.verdict.reporter.domain.flaky.Quarantine;
import dev.verdict.reporter.domain.flaky.QuarantineWatch;
import dev.verdict.reporter.usecase.digest.DigestStep;
import dev.verdict.reporter.usecase.digest.EndedRun;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks how quarantined tests do in each run: one that fails again and again is no chance any more
 * and rings, one that passes again and again is taken back.
 */
public final class WatchQuarantines implements DigestStep {
  private static final Logger LOG = LoggerFactory.getLogger(WatchQuarantines.class);

  /** Who ends a quarantine when nobody does. */
  static final String BY_ITSELF = "verdict";

  private final QuarantineStore store;
  private final Clock clock;
  private final int brokenAfter;
  private final int stableAfter;

  /**
   * @param brokenAfter failing runs on end that ring
   * @param stableAfter passing runs on end that end a quarantine; 0 for never
   */
  public WatchQuarantines(QuarantineStore store, Clock clock, int brokenAfter, int stableAfter) {
    this.store = store;
    this.clock = clock;
    this.brokenAfter = brokenAfter;
    this.stableAfter = stableAfter;
  }

  @Override
  public String name() {
    return "quarantine";
  }

  @Override
  public Future<Void> digest(EndedRun run) {
    return store.openIn(run, clock.instant()).compose(open -> watch(run, open, 0));
  }

  private Future<Void> watch(EndedRun run, List<Quarantine> open, int nth) {
    return nth == open.size()
        ? Future.succeededFuture()
        : watch(run, open.get(nth)).compose(watched -> watch(run, open, nth + 1));
  }

  private Future<Void> watch(EndedRun run, Quarantine quarantine) {
    return store
        .outcomes(quarantine, Math.max(brokenAfter, stableAfter) + 1)
        .compose(
            outcomes -> {
              QuarantineWatch watch = QuarantineWatch.of(outcomes, brokenAfter, stableAfter);
              if (watch.brokenSince() != null && quarantine.brokenSince() == null) {
                LOG.atWarn()
                    .addKeyValue("run", run.id())
                    .log(
                        "A quarantined test has failed {} times on end, by chance it does not: {}"
                            + " (owner {})",
                        watch.failures(),
                        quarantine.testId(),
                        quarantine.owner());
              }
              return store
                  .watched(quarantine.id(), watch, run.id())
                  .compose(kept -> watch.stable() ? takeBack(run, quarantine, watch) : kept());
            });
  }

  private Future<Void> takeBack(EndedRun run, Quarantine quarantine, QuarantineWatch watch) {
    LOG.info(
        "A quarantined test has passed {} times on end and counts again: {}",
        watch.passes(),
        quarantine.testId());
    return store.release(
        quarantine.id(),
        clock.instant(),
        BY_ITSELF,
        "it passed in " + watch.passes() + " runs on end",
        run.id(),
        watch.passes());
  }

  private static Future<Void> kept() {
    return Future.succeededFuture();
  }
}
