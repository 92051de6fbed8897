package dev.verdict.artifacts.outbound.pg;

import dev.verdict.artifacts.usecase.FinishedRuns;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** {@link FinishedRuns} in PostgreSQL. */
public final class PgFinishedRuns implements FinishedRuns {
  private static final Sql SQL = Sql.of(PgFinishedRuns.class, "sql/finished.sql");

  private final Database database;

  public PgFinishedRuns(Database database) {
    this.database = database;
  }

  @Override
  public Future<Void> remember(Collection<End> ends, Instant now) {
    if (ends.isEmpty()) {
      return Future.succeededFuture();
    }
    return execute(
            "remember",
            Tuple.tuple()
                .addArrayOfUUID(ends.stream().map(End::runId).toArray(UUID[]::new))
                .addArrayOfLong(ends.stream().map(End::finish).toArray(Long[]::new))
                .addOffsetDateTime(Rows.utc(now)))
        .mapEmpty();
  }

  @Override
  public Future<List<Waiting>> take(Instant now, Instant until, int most) {
    return execute("take", Tuple.of(Rows.utc(now), Rows.utc(until), most))
        .map(rows -> rows.stream().map(PgFinishedRuns::waiting).toList());
  }

  private static Waiting waiting(Row row) {
    return new Waiting(
        new End(row.getUUID("run_id"), row.getLong("finish")),
        row.getOffsetDateTime("heard_at").toInstant(),
        new OpenLogs(
            row.getBoolean("logs_open"),
            row.getLong("logs_revision"),
            row.getBoolean("logs_sealing")));
  }

  @Override
  public Future<Void> later(End end, Instant due) {
    return execute("later", Tuple.of(end.runId(), end.finish(), Rows.utc(due))).mapEmpty();
  }

  @Override
  public Future<Void> told(End end, Instant now) {
    return execute("told", Tuple.of(end.runId(), end.finish(), Rows.utc(now))).mapEmpty();
  }

  @Override
  public Future<Integer> forget(Instant toldBefore, int most) {
    return execute("forget", Tuple.of(Rows.utc(toldBefore), most)).map(RowSet::rowCount);
  }

  private Future<RowSet<Row>> execute(String statement, Tuple parameters) {
    return database.pool().preparedQuery(SQL.get(statement)).execute(parameters);
  }
}
