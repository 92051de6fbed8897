package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.usecase.copies.CopyQueue;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.UUID;

/** Removes everything that is kept of a run, and remembers that it was removed. */
public final class PurgeRun {
  private final ArtifactCatalog catalog;
  private final LogLedger ledger;
  private final LogFiles files;
  private final LogSignals signals;
  private final CopyQueue copies;
  private final Clock clock;

  public PurgeRun(
      ArtifactCatalog catalog,
      LogLedger ledger,
      LogFiles files,
      LogSignals signals,
      CopyQueue copies,
      Clock clock) {
    this.catalog = catalog;
    this.ledger = ledger;
    this.files = files;
    this.signals = signals;
    this.copies = copies;
    this.clock = clock;
  }

  /** Says how many artifacts went. */
  public Future<Integer> purge(UUID runId, String reason) {
    return ledger
        .purgeRun(runId, clock.instant())
        .compose(
            logs ->
                Future.join(logs.stream().map(files::remove).toList())
                    .onSuccess(removed -> logs.forEach(signals::signal)))
        .compose(closed -> copies.drop(runId, reason, clock.instant()))
        .compose(dropped -> catalog.purgeRun(runId, reason, clock.instant()));
  }
}
