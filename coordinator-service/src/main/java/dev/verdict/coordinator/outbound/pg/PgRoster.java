package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.api.Enrolment;
import dev.verdict.contract.message.WorkerNews;
import dev.verdict.coordinator.usecase.Roster;
import dev.verdict.runtime.outbox.Outbox;
import dev.verdict.runtime.outbox.OutboxEntry;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Workers in the table {@code workers}. */
public final class PgRoster implements Roster {
  private static final Sql SQL = Sql.of(PgRoster.class, "sql/workers.sql");

  private final Database database;
  private final Outbox outbox;

  public PgRoster(Database database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  @Override
  public Future<UUID> enrol(Enrolment worker) {
    UUID id = Ids.next();
    Tuple row =
        Tuple.of(
                id, worker.name(), worker.slots(), new JsonObject(Json.text(worker.capabilities())))
            .addArrayOfString(worker.types().toArray(String[]::new))
            .addString(worker.version());
    return changing(
        connection ->
            connection
                .preparedQuery(SQL.get("replace"))
                .execute(Tuple.of(worker.name()))
                .map(rows -> Rows.list(rows, replaced -> replaced.getUUID("id")))
                .compose(
                    replaced ->
                        freeLeases(connection, replaced)
                            .compose(freed -> enrol(connection, row))
                            .compose(
                                enrolled -> tell(connection, arrival(id, worker.name(), replaced))))
                .map(id));
  }

  private static Future<RowSet<Row>> enrol(SqlConnection connection, Tuple row) {
    return connection.preparedQuery(SQL.get("enrol")).execute(row);
  }

  private static Future<RowSet<Row>> freeLeases(SqlConnection connection, List<UUID> workers) {
    return connection
        .preparedQuery(SQL.get("free_leases"))
        .execute(Tuple.tuple().addArrayOfUUID(workers.toArray(UUID[]::new)));
  }

  private static List<OutboxEntry> arrival(UUID id, String name, List<UUID> replaced) {
    List<OutboxEntry> told = new ArrayList<>();
    replaced.forEach(
        before -> told.addAll(news(before, name, "gone", "another enrolled under its name")));
    told.addAll(news(id, name, "active", "enrolled"));
    return told;
  }

  @Override
  public Future<Optional<String>> heard(UUID workerId, boolean draining) {
    return database
        .pool()
        .preparedQuery(SQL.get("seen"))
        .execute(Tuple.of(workerId, draining))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(rows.iterator().next().getString("status")));
  }

  @Override
  public Future<Boolean> isReplaced(UUID workerId) {
    return database
        .pool()
        .preparedQuery(SQL.get("is_replaced"))
        .execute(Tuple.of(workerId))
        .map(rows -> rows.iterator().next().getBoolean("so"));
  }

  @Override
  public Future<Boolean> drain(UUID workerId) {
    return changing(
        connection ->
            connection
                .preparedQuery(SQL.get("drain"))
                .execute(Tuple.of(workerId))
                .compose(
                    rows -> {
                      if (rows.size() == 0) {
                        return Future.succeededFuture(false);
                      }
                      String name = rows.iterator().next().getString("name");
                      OutboxEntry order =
                          OutgoingMessages.order(
                              workerId,
                              new dev.verdict.contract.message.WorkerOrder.Drain(workerId));
                      List<OutboxEntry> told = new ArrayList<>(List.of(order));
                      told.addAll(news(workerId, name, "draining", "asked to"));
                      return tell(connection, told).map(true);
                    }));
  }

  @Override
  public Future<Boolean> leave(UUID workerId, String reason) {
    return changing(
        connection ->
            connection
                .preparedQuery(SQL.get("leave"))
                .execute(Tuple.of(workerId))
                .compose(
                    rows -> {
                      if (rows.size() == 0) {
                        return Future.succeededFuture(false);
                      }
                      String name = rows.iterator().next().getString("name");
                      return freeLeases(connection, List.of(workerId))
                          .compose(freed -> tell(connection, news(workerId, name, "gone", reason)))
                          .map(true);
                    }));
  }

  @Override
  public Future<List<UUID>> strikeOff(Duration silence) {
    return changing(
        connection ->
            connection
                .preparedQuery(SQL.get("silent"))
                .execute(Tuple.of(silence.toMillis() / 1000.0))
                .compose(
                    rows -> {
                      List<UUID> ids = new ArrayList<>();
                      List<OutboxEntry> news = new ArrayList<>();
                      for (Row row : rows) {
                        ids.add(row.getUUID("id"));
                        news.addAll(
                            news(
                                row.getUUID("id"),
                                row.getString("name"),
                                "lost",
                                "silent for " + silence.toSeconds() + " s"));
                      }
                      return tell(connection, news).map(ids);
                    }));
  }

  private <T> Future<T> changing(Function<SqlConnection, Future<T>> work) {
    return database.inTransaction(work).onSuccess(committed -> outbox.committed());
  }

  private Future<Void> tell(SqlConnection connection, List<OutboxEntry> entries) {
    return outbox.append(connection, entries);
  }

  /** The same for our own services and for everybody. */
  private static List<OutboxEntry> news(UUID id, String name, String status, String reason) {
    String text = Json.text(new WorkerNews(id, name, status, reason));
    return List.of(entry(Topics.WORKERS, id, text), entry(Topics.EVENTS, id, text));
  }

  private static OutboxEntry entry(String topic, UUID worker, String text) {
    return new OutboxEntry(
        topic, worker.toString(), OutgoingMessages.WORKER, null, null, null, text);
  }
}
