package dev.verdict.coordinator;

import dev.verdict.coordinator.outbound.pg.PgQueueFigures;
import dev.verdict.coordinator.usecase.Roster;
import dev.verdict.coordinator.usecase.Scheduler;
import dev.verdict.coordinator.usecase.Upkeep;
import dev.verdict.runtime.http.Idempotency;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes round by the clock: every scan, the leases and deadlines; every few seconds, the
 * figures; now and then, the broom.
 */
final class Housekeeping {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Sql OUTBOX = Sql.of(Housekeeping.class, "sql/outbox.sql");
  private static final Sql PARKING = Sql.of(Housekeeping.class, "sql/parking.sql");
  private static final Sql RUNS = Sql.of(Housekeeping.class, "sql/runs.sql");
  private static final Sql WORKERS = Sql.of(Housekeeping.class, "sql/workers.sql");
  private static final int FIGURES_EVERY = 5;
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);
  private static final int SWEEP_ROWS = 5_000;
  private static final int SWEEP_RUNS = 20;

  private final Vertx vertx;
  private final Context context;
  private final CoordinatorSettings settings;
  private final Upkeep upkeep;
  private final Roster roster;
  private final Scheduler scheduler;
  private final PgQueueFigures figures;
  private final CoordinatorMeters meters;
  private final Database database;
  private @Nullable Promise<Void> stopping;
  private boolean busy;
  private long timer = -1;
  private long broom = -1;
  private boolean sweeping;
  private int round;

  Housekeeping(
      Vertx vertx,
      CoordinatorSettings settings,
      Upkeep upkeep,
      Roster roster,
      Scheduler scheduler,
      PgQueueFigures figures,
      CoordinatorMeters meters,
      Database database) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.settings = settings;
    this.upkeep = upkeep;
    this.roster = roster;
    this.scheduler = scheduler;
    this.figures = figures;
    this.meters = meters;
    this.database = database;
  }

  void start() {
    context.runOnContext(
        now -> {
          timer = vertx.setPeriodic(settings.scan().toMillis(), tick -> round());
          broom = vertx.setPeriodic(SWEEP_EVERY.toMillis(), tick -> sweep());
        });
  }

  /** Waits for the round at hand. */
  Future<Void> stop() {
    Promise<Void> stopped = Promise.promise();
    context.runOnContext(
        now -> {
          vertx.cancelTimer(timer);
          vertx.cancelTimer(broom);
          stopping = stopped;
          if (!busy) {
            stopped.complete();
          }
        });
    return stopped.future();
  }

  private void round() {
    if (busy || stopping != null) {
      return;
    }
    busy = true;
    round++;
    upkeep
        .takeBackExpired()
        .onSuccess(meters::leasesLost)
        .compose(
            expired ->
                upkeep
                    .endOverdue()
                    .compose(
                        ended -> upkeep.dropHopeless().map(dropped -> expired + ended + dropped)))
        .onSuccess(
            changed -> {
              if (changed > 0) {
                scheduler.wake();
              }
            })
        .compose(changed -> roster.strikeOff(silence()))
        .compose(lost -> round % FIGURES_EVERY == 1 ? measure() : Future.succeededFuture())
        .onComplete(
            done -> {
              busy = false;
              if (done.failed()) {
                LOG.warn(
                    "Housekeeping failed, next try in {} ms: {}",
                    settings.scan().toMillis(),
                    done.cause().toString());
              }
              if (stopping != null) {
                stopping.tryComplete();
              }
            });
  }

  /**
   * A worker whose leases have all run out is struck off a little later, so that nothing of it is
   * left by then.
   */
  private Duration silence() {
    return settings.lease().plus(settings.scan());
  }

  private Future<Void> measure() {
    return figures
        .queues()
        .onSuccess(meters::queues)
        .compose(queues -> figures.workers().onSuccess(meters::workers))
        .compose(workers -> figures.outbox().onSuccess(meters::outbox))
        .mapEmpty();
  }

  /** Beside the rounds: a lot to sweep must not keep a lease from being taken back. */
  private void sweep() {
    if (sweeping || stopping != null) {
      return;
    }
    sweeping = true;
    sweepAll(OUTBOX.get("sweep"), settings.eventRetention(), SWEEP_ROWS)
        .compose(swept -> sweepAll(RUNS.get("sweep"), settings.runRetention(), SWEEP_RUNS))
        .compose(swept -> sweepAll(PARKING.get("sweep"), settings.runRetention(), SWEEP_ROWS))
        .compose(swept -> sweepWorkers())
        .compose(swept -> Idempotency.forgetOld(database.pool()))
        .onComplete(
            done -> {
              sweeping = false;
              if (done.failed()) {
                LOG.warn("Sweeping failed, next try in a minute: {}", done.cause().toString());
              }
            });
  }

  /** As long as a task may name one. */
  private Future<Void> sweepWorkers() {
    return database
        .pool()
        .preparedQuery(WORKERS.get("sweep"))
        .execute(Tuple.of((double) settings.runRetention().toSeconds()))
        .mapEmpty();
  }

  private Future<Void> sweepAll(String sql, Duration older, int most) {
    return database
        .pool()
        .preparedQuery(sql)
        .execute(Tuple.of((double) older.toSeconds(), most))
        .compose(
            swept ->
                swept.rowCount() < most || stopping != null
                    ? Future.succeededFuture()
                    : sweepAll(sql, older, most));
  }
}
