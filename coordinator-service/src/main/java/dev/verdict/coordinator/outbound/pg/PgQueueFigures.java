package dev.verdict.coordinator.outbound.pg;

import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an operator wants to see of the queue. */
public final class PgQueueFigures {
  private static final Sql SQL = Sql.of(PgQueueFigures.class, "sql/figures.sql");
  private static final Sql OUTBOX = Sql.of(PgQueueFigures.class, "sql/outbox.sql");
  private static final Sql WORKERS = Sql.of(PgQueueFigures.class, "sql/workers.sql");

  /** Waiting tasks of one kind. */
  public record Queue(String requirement, long waiting, double oldestSeconds) {}

  /** What is not sent yet. */
  public record Lag(long waiting, double oldestSeconds) {}

  private final Database database;

  public PgQueueFigures(Database database) {
    this.database = database;
  }

  public Future<List<Queue>> queues() {
    return database
        .pool()
        .query(SQL.get("queues"))
        .execute()
        .map(
            rows ->
                Rows.list(
                    rows,
                    row ->
                        new Queue(
                            row.getString("requirement"),
                            row.getLong("waiting"),
                            row.getDouble("oldest_seconds"))));
  }

  public Future<Map<String, Integer>> workers() {
    return database
        .pool()
        .query(WORKERS.get("by_status"))
        .execute()
        .map(
            rows -> {
              Map<String, Integer> workers = new HashMap<>();
              rows.forEach(row -> workers.put(row.getString("status"), row.getInteger("n")));
              return workers;
            });
  }

  public Future<Lag> outbox() {
    return database
        .pool()
        .query(OUTBOX.get("lag"))
        .execute()
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new Lag(row.getLong("waiting"), row.getDouble("oldest_seconds"));
            });
  }
}
