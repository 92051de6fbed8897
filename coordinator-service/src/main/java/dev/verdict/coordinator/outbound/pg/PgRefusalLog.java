package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.Ids;
import dev.verdict.coordinator.usecase.webhook.RefusalLog;
import dev.verdict.runtime.pg.Database;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refusals as rows of the ledger, gathered for a moment: those of one kind from one source are one
 * row with a number. Whoever floods us with them costs a few rows a second, and only the newest
 * stay.
 */
public final class PgRefusalLog implements RefusalLog {
  private static final Logger LOG = LoggerFactory.getLogger(PgRefusalLog.class);
  private static final long GATHER_MS = 250;
  private static final int MOST_KINDS = 20;
  private static final int LONGEST = 300;
  private static final int MOST_KEPT = 10_000;

  private final Vertx vertx;
  private final Context context;
  private final Database database;
  private Map<Kind, Integer> gathered = new LinkedHashMap<>();
  private boolean waiting;

  public PgRefusalLog(Vertx vertx, Database database) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.database = database;
  }

  private record Kind(String provider, String source, String why) {}

  @Override
  public void refused(String provider, String source, String why) {
    String shown = why.replace("\0", "");
    Kind kind =
        new Kind(provider, source, shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST));
    context.runOnContext(now -> gather(kind));
  }

  private void gather(Kind kind) {
    // What does not fit beside twenty others is told in the metrics alone.
    if (gathered.size() < MOST_KINDS || gathered.containsKey(kind)) {
      gathered.merge(kind, 1, Integer::sum);
    }
    if (!waiting) {
      waiting = true;
      vertx.setTimer(GATHER_MS, soon -> keep());
    }
  }

  private void keep() {
    waiting = false;
    List<Map.Entry<Kind, Integer>> rows = new ArrayList<>(gathered.entrySet());
    gathered = new LinkedHashMap<>();
    Tuple columns =
        Tuple.tuple()
            .addArrayOfUUID(rows.stream().map(row -> Ids.next()).toArray(UUID[]::new))
            .addArrayOfString(
                rows.stream().map(row -> row.getKey().provider()).toArray(String[]::new))
            .addArrayOfString(
                rows.stream().map(row -> row.getKey().source()).toArray(String[]::new))
            .addArrayOfString(rows.stream().map(row -> row.getKey().why()).toArray(String[]::new))
            .addArrayOfInteger(rows.stream().map(Map.Entry::getValue).toArray(Integer[]::new));
    database
        .pool()
        .preparedQuery(PgDeliveryShelf.SQL.get("insert_refusals"))
        .execute(columns)
        .onFailure(failure -> LOG.warn("Webhooks: refusals not kept: {}", failure.toString()));
  }

  /** Forgets the oldest beyond what is kept. */
  public Future<Void> sweep() {
    return database
        .pool()
        .preparedQuery(PgDeliveryShelf.SQL.get("sweep_refusals"))
        .execute(Tuple.of(MOST_KEPT))
        .mapEmpty();
  }
}
