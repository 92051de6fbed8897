package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.usecase.copies.CopyQueue;
import dev.verdict.artifacts.usecase.links.RemoteBook;
import dev.verdict.artifacts.usecase.links.RunBook;
import dev.verdict.runtime.lifecycle.BackgroundPass;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets go of what has had its time, and of what a crash left behind; a bounded bit at a time. */
public final class SweepStore {
  private static final Logger LOG = LoggerFactory.getLogger(SweepStore.class);
  private static final int MOST = 500;
  private static final int MOST_FILES = 200;
  private static final int SHELVES_A_PASS = 8;
  private static final int MOST_ON_SHELF = 10 * MOST_FILES;

  private final ArtifactCatalog catalog;
  private final LogLedger ledger;
  private final Blobs blobs;
  private final Bundles bundles;
  private final LogFiles logs;
  private final Staging staging;
  private final RunBook runs;
  private final RemoteBook remote;
  private final FinishedRuns finished;
  private final CopyQueue copies;
  private final ArtifactRules rules;
  private final ArtifactMeters meters;
  private final Clock clock;
  private final BackgroundPass background;

  /** Where the next look for orphans begins: behind this file of this shelf. */
  private int shelf;

  private @Nullable Digest lastOnShelf;

  /** The ports that are swept. */
  public record Store(
      ArtifactCatalog catalog,
      LogLedger ledger,
      Blobs blobs,
      Bundles bundles,
      LogFiles logs,
      Staging staging,
      RunBook runs,
      RemoteBook remote,
      FinishedRuns finished,
      CopyQueue copies) {}

  public SweepStore(
      Vertx vertx,
      Store store,
      ArtifactRules rules,
      ArtifactMeters meters,
      Duration interval,
      Clock clock) {
    this.catalog = store.catalog();
    this.ledger = store.ledger();
    this.blobs = store.blobs();
    this.bundles = store.bundles();
    this.logs = store.logs();
    this.staging = store.staging();
    this.runs = store.runs();
    this.remote = store.remote();
    this.finished = store.finished();
    this.copies = store.copies();
    this.rules = rules;
    this.meters = meters;
    this.clock = clock;
    this.background = new BackgroundPass(vertx, "Sweeping artifacts", interval, this::sweep);
  }

  public void start() {
    background.start();
    background.wake();
  }

  public Future<Void> stop() {
    return background.stop();
  }

  /** One pass; says whether some step could have removed more. */
  public Future<Boolean> sweep() {
    Instant now = clock.instant();
    Instant forgotten = now.minus(rules.retention()).minus(rules.tombstoneRetention());
    List<Future<Boolean>> steps =
        List.of(
            step("artifacts", MOST, () -> catalog.expire(now, MOST)),
            step("crowded_out", MOST, () -> shrink(now)),
            step("bundles", MOST, () -> bundles.expire(now.minus(rules.bundleRetention()), MOST)),
            step("staged", MOST, () -> staging.sweep(MOST)),
            step("unfinished", MOST, () -> blobs.sweepUnfinished(MOST)),
            step("log_files", MOST_FILES, () -> releaseLogs(now)),
            step("resting_log_files", MOST_FILES, this::removeResting),
            step(
                "overdue_logs",
                MOST,
                () -> ledger.overdue(now.minus(rules.retention()), now, MOST)),
            step(
                "tombstones",
                MOST,
                () -> catalog.forget(now.minus(rules.tombstoneRetention()), MOST)),
            step("logs", MOST, () -> ledger.forget(forgotten, MOST)),
            step("ci_runs", MOST, () -> runs.forgetRuns(forgotten, MOST)),
            step("remote_files", MOST, () -> remote.forgetFiles(forgotten, MOST)),
            step("failed_runs", MOST, () -> copies.forgetRuns(forgotten, MOST)),
            step("copies", MOST, () -> copies.forget(forgotten, MOST)),
            step("finished_runs", MOST, () -> finished.forget(now.minus(rules.retention()), MOST)),
            step("task_names", MOST, () -> ledger.forgetNames(now.minus(rules.retention()), MOST)),
            step("parked", MOST, () -> ledger.forgetParked(now.minus(rules.retention()), MOST)));
    return Future.join(steps)
        .compose(swept -> step("blobs", MOST_FILES, () -> catalog.removeUnreferenced(MOST_FILES)))
        .compose(more -> step("orphans", Integer.MAX_VALUE, this::removeOrphans).map(more))
        .compose(more -> measure().map(more || steps.stream().anyMatch(Future::result)));
  }

  /** A step that fails is told and does not keep the others from their work. */
  private Future<Boolean> step(String what, int most, Supplier<Future<Integer>> work) {
    return work.get()
        .map(
            count -> {
              meters.swept(what, count);
              return count >= most;
            })
        .recover(
            failure -> {
              LOG.warn("Sweeping {}: {}", what, failure.toString());
              return Future.succeededFuture(false);
            });
  }

  private Future<Integer> shrink(Instant now) {
    return rules.totalBytes() == Long.MAX_VALUE
        ? Future.succeededFuture(0)
        : catalog.shrinkTo(rules.totalBytes(), now, MOST);
  }

  private Future<Integer> releaseLogs(Instant now) {
    return ledger
        .releaseRaw(now.minus(LogRules.REOPENABLE), MOST_FILES)
        .compose(
            keys -> Future.join(keys.stream().map(logs::remove).toList()).map(done -> keys.size()));
  }

  /** Says how many went, so that files that must stay do not look like work left over. */
  private Future<Integer> removeResting() {
    return logs.resting(MOST_FILES)
        .compose(
            resting ->
                resting.isEmpty() ? Future.succeededFuture(List.of()) : ledger.withoutRaw(resting))
        .compose(
            keys -> Future.join(keys.stream().map(logs::remove).toList()).map(done -> keys.size()));
  }

  private Future<Integer> removeOrphans() {
    Future<Integer> sum = Future.succeededFuture(0);
    for (int i = 0; i < SHELVES_A_PASS; i++) {
      sum = sum.compose(count -> removeNextOrphans().map(removed -> count + removed));
    }
    return sum;
  }

  /** A shelf with more than can be looked at goes on the next time where this time ends. */
  private Future<Integer> removeNextOrphans() {
    int here = shelf;
    return blobs
        .onShelf(here, lastOnShelf, MOST_ON_SHELF)
        .onFailure(unreadable -> goOn(here + 1, null))
        .compose(
            found -> {
              boolean more = found.size() >= MOST_ON_SHELF;
              goOn(more ? here : here + 1, more ? found.getLast() : null);
              return catalog.removeOrphans(found);
            });
  }

  private void goOn(int next, @Nullable Digest after) {
    shelf = next % Blobs.SHELVES;
    lastOnShelf = after;
  }

  private Future<Void> measure() {
    return catalog
        .totals()
        .onSuccess(meters::totals)
        .compose(totals -> bundles.usage())
        .onSuccess(meters::bundles)
        .compose(usage -> staging.room())
        .onSuccess(meters::diskRoom)
        .mapEmpty();
  }
}
