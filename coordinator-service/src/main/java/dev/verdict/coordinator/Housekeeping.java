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
  private static final int FIGURES_EVERY = 5;
  private static final int SWEEP_EVERY = 60;
  private static final int SWEEP_ROWS = 5_000;

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
        now -> timer = vertx.setPeriodic(settings.scan().toMillis(), tick -> round()));
  }

  /** Waits for the round at hand. */
  Future<Void> stop() {
    Promise<Void> stopped = Promise.promise();
    context.runOnContext(
        now -> {
          vertx.cancelTimer(timer);
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
        .compose(measured -> round % SWEEP_EVERY == 1 ? sweep() : Future.succeededFuture())
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

  private Future<Void> sweep() {
    return database
        .pool()
        .preparedQuery(OUTBOX.get("sweep"))
        .execute(Tuple.of((double) settings.eventRetention().toSeconds(), SWEEP_ROWS))
        .compose(swept -> Idempotency.forgetOld(database.pool()))
        .mapEmpty();
  }
}
