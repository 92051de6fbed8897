package dev.verdict.coordinator.outbound.pg;

import dev.verdict.runtime.pg.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets, once a minute, deliveries that are old enough. Those that still wait stay. */
public final class PgDeliverySweep {
  private static final Logger LOG = LoggerFactory.getLogger(PgDeliverySweep.class);
  private static final long EVERY_MS = Duration.ofMinutes(1).toMillis();
  private static final int ROWS = 1_000;

  private final Vertx vertx;
  private final Database database;
  private final PgRefusalLog refusals;
  private final Duration retention;
  private long timer = -1;
  private boolean sweeping;

  public PgDeliverySweep(
      Vertx vertx, Database database, PgRefusalLog refusals, Duration retention) {
    this.vertx = vertx;
    this.database = database;
    this.refusals = refusals;
    this.retention = retention;
  }

  public void start() {
    timer = vertx.setPeriodic(EVERY_MS, tick -> sweep());
  }

  public void stop() {
    vertx.cancelTimer(timer);
  }

  private void sweep() {
    if (sweeping) {
      return;
    }
    sweeping = true;
    refusals
        .sweep()
        .compose(swept -> old())
        .onComplete(
            done -> {
              sweeping = false;
              if (done.failed()) {
                LOG.warn("Webhooks: not swept: {}", done.cause().toString());
              }
            });
  }

  private Future<Void> old() {
    return database
        .pool()
        .preparedQuery(PgDeliveryShelf.SQL.get("sweep"))
        .execute(Tuple.of((double) retention.toSeconds(), ROWS))
        .compose(rows -> rows.rowCount() < ROWS ? Future.succeededFuture() : old());
  }
}
