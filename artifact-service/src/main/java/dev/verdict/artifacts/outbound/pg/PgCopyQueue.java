package dev.verdict.artifacts.outbound.pg;

import dev.verdict.artifacts.usecase.copies.CopyQueue;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link CopyQueue} in PostgreSQL. */
public final class PgCopyQueue implements CopyQueue {
  private static final Sql SQL = Sql.of(PgCopyQueue.class, "sql/copies.sql");

  private final Database database;

  public PgCopyQueue(Database database) {
    this.database = database;
  }

  @Override
  public Future<Void> failed(Collection<UUID> runs, Instant now, Instant lookAt) {
    return execute(
            "failed", of(runs).addOffsetDateTime(Rows.utc(now)).addOffsetDateTime(Rows.utc(lookAt)))
        .mapEmpty();
  }

  @Override
  public Future<List<FailedRun>> takeRuns(Instant now, Instant until, int most) {
    return execute("take_runs", Tuple.of(Rows.utc(now), Rows.utc(until), most))
        .map(rows -> each(rows, r -> new FailedRun(r.getUUID("run_id"), r.getInteger("looks"))));
  }

  @Override
  public Future<Void> looked(UUID runId, @Nullable Instant again) {
    return execute("looked", Tuple.of(runId, Rows.utc(again))).mapEmpty();
  }

  @Override
  public Future<Known> planned(UUID runId, Collection<UUID> files) {
    return execute("planned", Tuple.of(runId).addArrayOfUUID(ids(files))).map(PgCopyQueue::known);
  }

  private static Known known(RowSet<Row> rows) {
    Map<UUID, Long> ofRun = new HashMap<>();
    Set<UUID> known = new HashSet<>();
    for (Row row : rows) {
      known.add(row.getUUID("file_id"));
      if (row.getBoolean("counts")) {
        ofRun.put(row.getUUID("file_id"), row.getLong("size_bytes"));
      }
    }
    return new Known(ofRun, known);
  }

  @Override
  public Future<Void> plan(UUID runId, List<Planned> files, Instant now) {
    if (files.isEmpty()) {
      return Future.succeededFuture();
    }
    return execute(
            "plan",
            Tuple.of(runId, Rows.utc(now))
                .addArrayOfUUID(files.stream().map(Planned::fileId).toArray(UUID[]::new))
                .addArrayOfLong(files.stream().map(Planned::bytes).toArray(Long[]::new))
                .addArrayOfOffsetDateTime(times(files, Planned::retainedUntil))
                .addArrayOfOffsetDateTime(times(files, Planned::dueAt))
                .addArrayOfString(files.stream().map(Planned::refused).toArray(String[]::new)))
        .mapEmpty();
  }

  private static @Nullable OffsetDateTime[] times(
      List<Planned> files, Function<Planned, Instant> time) {
    return files.stream().map(time).map(Rows::utc).toArray(OffsetDateTime[]::new);
  }

  @Override
  public Future<List<Due>> take(Instant now, Instant until, int most) {
    return execute("take", Tuple.of(Rows.utc(now), Rows.utc(until), most))
        .map(
            rows ->
                each(
                    rows,
                    row ->
                        new Due(
                            row.getUUID("file_id"),
                            row.getUUID("run_id"),
                            row.getOffsetDateTime("retained_until").toInstant(),
                            row.getInteger("tries"))));
  }

  @Override
  public Future<Void> later(UUID fileId, Instant due, String why) {
    return execute("later", Tuple.of(fileId, Rows.utc(due), why)).mapEmpty();
  }

  @Override
  public Future<Void> ended(
      UUID fileId, Outcome outcome, @Nullable String why, @Nullable UUID copy, Instant now) {
    return execute("ended", Tuple.of(fileId, Rows.utc(now), outcome.word(), why, copy)).mapEmpty();
  }

  @Override
  public Future<Void> drop(UUID runId, String why, Instant now) {
    return execute("drop_run", Tuple.of(runId))
        .compose(quiet -> execute("drop", Tuple.of(runId, Rows.utc(now), why)))
        .mapEmpty();
  }

  @Override
  public Future<Map<UUID, UUID>> kept(Collection<UUID> files, Instant now) {
    return execute("kept", of(files).addOffsetDateTime(Rows.utc(now)))
        .map(
            rows -> {
              Map<UUID, UUID> copies = new HashMap<>();
              rows.forEach(r -> copies.put(r.getUUID("file_id"), r.getUUID("artifact_id")));
              return copies;
            });
  }

  @Override
  public Future<Long> waiting() {
    return execute("waiting", Tuple.tuple()).map(rows -> rows.iterator().next().getLong("n"));
  }

  @Override
  public Future<Integer> forgetRuns(Instant heardBefore, int most) {
    return execute("forget_runs", Tuple.of(Rows.utc(heardBefore), most)).map(RowSet::rowCount);
  }

  @Override
  public Future<Integer> forget(Instant endedBefore, int most) {
    return execute("forget", Tuple.of(Rows.utc(endedBefore), most)).map(RowSet::rowCount);
  }

  private static Tuple of(Collection<UUID> ids) {
    return Tuple.tuple().addArrayOfUUID(ids(ids));
  }

  private static UUID[] ids(Collection<UUID> ids) {
    return ids.stream().sorted().toArray(UUID[]::new);
  }

  private static <T> List<T> each(RowSet<Row> rows, Function<Row, T> reading) {
    return rows.stream().map(reading).toList();
  }

  private Future<RowSet<Row>> execute(String statement, Tuple parameters) {
    return database.pool().preparedQuery(SQL.get(statement)).execute(parameters);
  }
}
