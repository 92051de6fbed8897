package dev.verdict.coordinator.outbound.pg;

import dev.verdict.runtime.pg.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What an operator wants to see of subscriptions, and the broom for their ledger. */
public final class PgSubscriptionFigures {
  private static final int SWEEP_ROWS = 5_000;

  /** Waiting deliveries of active subscriptions, and subscriptions by state. */
  public record Figures(long waiting, double oldestSeconds, Map<String, Integer> byState) {}

  private record Swept(int rows, int givenUp) {}

  private final Database database;

  public PgSubscriptionFigures(Database database) {
    this.database = database;
  }

  public Future<Figures> read() {
    Map<String, Integer> states = new HashMap<>();
    return database
        .pool()
        .query(PgSubscriptions.SQL.get("by_state"))
        .execute()
        .onSuccess(
            rows -> rows.forEach(row -> states.put(row.getString("state"), row.getInteger("n"))))
        .compose(rows -> database.pool().query(PgSubscriptions.SQL.get("waiting")).execute())
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new Figures(
                  row.getLong("waiting"), row.getDouble("oldest_seconds"), Map.copyOf(states));
            });
  }

  /**
   * Removes what is older from the ledger.
   *
   * @return how much of it had never arrived
   */
  public Future<Integer> sweep(Duration older) {
    return sweep(older, 0);
  }

  private Future<Integer> sweep(Duration older, int before) {
    return database
        .inTransaction(
            connection ->
                connection
                    .preparedQuery(PgDeliveryQueue.QUEUE.get("sweep"))
                    .execute(Tuple.of((double) older.toSeconds(), SWEEP_ROWS))
                    .map(
                        rows -> {
                          Row row = rows.iterator().next();
                          return new Swept(row.getInteger("swept"), row.getInteger("given_up"));
                        })
                    .compose(
                        swept ->
                            connection
                                .query(PgDeliveryQueue.QUEUE.get("sweep_streams"))
                                .execute()
                                .map(swept)))
        .compose(
            swept ->
                swept.rows() < SWEEP_ROWS
                    ? Future.succeededFuture(before + swept.givenUp())
                    : sweep(older, before + swept.givenUp()));
  }
}
