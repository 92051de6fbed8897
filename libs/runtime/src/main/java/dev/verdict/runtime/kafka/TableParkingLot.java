package dev.verdict.runtime.kafka;

import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.Map;

/**
 * Parks records in the table {@code parked_messages} of a service's schema, once each, with the
 * worker's token left out.
 *
 * <p>The table: {@code id, at, topic, partition, position, key, headers jsonb, value bytea, why,
 * unique (topic, partition, position)}.
 */
public final class TableParkingLot implements ParkingLot {
  private static final Sql SQL = Sql.of(TableParkingLot.class, "sql/parking.sql");

  private final Database database;

  public TableParkingLot(Database database) {
    this.database = database;
  }

  @Override
  public Future<Void> park(Received record, String why) {
    JsonObject headers = new JsonObject();
    for (Map.Entry<String, String> header : record.headers().entrySet()) {
      boolean secret = header.getKey().endsWith("-token");
      headers.put(storable(header.getKey()), secret ? "***" : storable(header.getValue()));
    }
    Tuple row =
        Tuple.of(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key() == null ? null : storable(record.key()),
                headers)
            .addBuffer(Buffer.buffer(record.value()))
            .addString(storable(why));
    return database.pool().preparedQuery(SQL.get("park")).execute(row).mapEmpty();
  }

  /** Poison is anything, and PostgreSQL's text holds every character but one. */
  private static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  /** How many are there; for metrics. */
  public Future<Long> count() {
    return database
        .pool()
        .query(SQL.get("count"))
        .execute()
        .map(rows -> rows.iterator().next().getLong("n"));
  }
}
