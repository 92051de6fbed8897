package dev.verdict.artifacts.outbound.pg;

import dev.verdict.artifacts.domain.LogKey;
import dev.verdict.artifacts.domain.LogState;
import dev.verdict.artifacts.usecase.Blobs;
import dev.verdict.artifacts.usecase.LogLedger;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@link LogLedger} in PostgreSQL. */
public final class PgLogLedger implements LogLedger {
  static final Sql SQL = Sql.of(PgLogLedger.class, "sql/logs.sql");

  private final Database database;
  private final LogSealing sealing;

  public PgLogLedger(Database database, Blobs files) {
    this.database = database;
    this.sealing = new LogSealing(new BlobRows(files));
  }

  @Override
  public Future<Optional<LogState>> find(LogKey key) {
    return query("find", Tuple.of(key.taskId(), key.attempt()))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(Rows.log(rows.iterator().next())));
  }

  @Override
  public Future<Map<LogKey, LogState>> load(Collection<LogKey> keys) {
    return query("load", Rows.keys(keys))
        .map(
            rows -> {
              Map<LogKey, LogState> logs = new HashMap<>();
              rows.forEach(row -> logs.put(Rows.logKey(row), Rows.log(row)));
              return logs;
            });
  }

  @Override
  public Future<Void> save(List<LogState> grown) {
    if (grown.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Tuple> rows =
        grown.stream().sorted((a, b) -> a.key().compareTo(b.key())).map(Rows::log).toList();
    return database.inTransaction(
        connection ->
            connection
                .preparedQuery(SQL.get("save"))
                .executeBatch(rows)
                .compose(saved -> requireAll(saved, rows.size())));
  }

  private static Future<Void> requireAll(RowSet<Row> saved, int wanted) {
    int count = 0;
    for (RowSet<Row> each = saved; each != null; each = each.next()) {
      count += each.rowCount();
    }
    return count == wanted
        ? Future.succeededFuture()
        : Future.failedFuture(
            new IllegalStateException(
                "logs: "
                    + (wanted - count)
                    + " of "
                    + wanted
                    + " were changed by somebody else meanwhile"));
  }

  @Override
  public Future<Void> ended(Collection<AttemptRef> attempts, Instant dueAt) {
    List<AttemptRef> distinct = attempts.stream().distinct().toList();
    Tuple told =
        Tuple.tuple()
            .addArrayOfUUID(distinct.stream().map(AttemptRef::taskId).toArray(UUID[]::new))
            .addArrayOfInteger(distinct.stream().map(AttemptRef::attempt).toArray(Integer[]::new))
            .addArrayOfUUID(distinct.stream().map(AttemptRef::runId).toArray(UUID[]::new))
            .addOffsetDateTime(Rows.utc(dueAt));
    return query("ended", told).mapEmpty();
  }

  @Override
  public Future<Void> rememberNames(Map<UUID, String> taskNames) {
    Tuple told =
        Tuple.tuple()
            .addArrayOfUUID(taskNames.keySet().toArray(UUID[]::new))
            .addArrayOfString(taskNames.values().toArray(String[]::new));
    return query("remember_names", told).mapEmpty();
  }

  @Override
  public Future<List<Due>> due(Instant now, int most) {
    return query("due", Tuple.of(Rows.utc(now), most))
        .map(
            rows -> {
              List<Due> due = new ArrayList<>();
              rows.forEach(row -> due.add(new Due(Rows.log(row), row.getString("name"))));
              return due;
            });
  }

  @Override
  public Future<Boolean> seal(LogState log, @Nullable SealedLog kept, boolean whole, Instant now) {
    return sealing
        .ahead(kept)
        .compose(
            near ->
                database.inTransaction(
                    connection -> sealing.seal(connection, log, kept, whole, now)));
  }

  @Override
  public Future<Void> postpone(LogKey key, Instant dueAt) {
    return query("postpone", Tuple.of(key.taskId(), key.attempt(), Rows.utc(dueAt))).mapEmpty();
  }

  @Override
  public Future<List<LogKey>> releaseRaw(Instant sealedBefore, int most) {
    return keys("release_raw", Tuple.of(Rows.utc(sealedBefore), most));
  }

  @Override
  public Future<List<LogKey>> purgeRun(UUID runId, Instant now) {
    return keys("purge_run", Tuple.of(runId, Rows.utc(now)));
  }

  @Override
  public Future<List<LogKey>> withoutRaw(List<LogKey> keys) {
    return keys("without_raw", Rows.keys(keys));
  }

  @Override
  public Future<Integer> overdue(Instant createdBefore, Instant now, int most) {
    return query("overdue", Tuple.of(Rows.utc(createdBefore), Rows.utc(now), most))
        .map(RowSet::rowCount);
  }

  @Override
  public Future<Integer> forget(Instant createdBefore, int most) {
    return query("forget", Tuple.of(Rows.utc(createdBefore), most)).map(RowSet::rowCount);
  }

  @Override
  public Future<Integer> forgetNames(Instant createdBefore, int most) {
    return query("forget_names", Tuple.of(Rows.utc(createdBefore), most)).map(RowSet::rowCount);
  }

  @Override
  public Future<Integer> forgetParked(Instant parkedBefore, int most) {
    return query("forget_parked", Tuple.of(Rows.utc(parkedBefore), most)).map(RowSet::rowCount);
  }

  private Future<List<LogKey>> keys(String name, Tuple parameters) {
    return query(name, parameters)
        .map(
            rows -> {
              List<LogKey> keys = new ArrayList<>();
              rows.forEach(row -> keys.add(Rows.logKey(row)));
              return keys;
            });
  }

  private Future<RowSet<Row>> query(String name, Tuple parameters) {
    return database.pool().preparedQuery(SQL.get(name)).execute(parameters);
  }
}
