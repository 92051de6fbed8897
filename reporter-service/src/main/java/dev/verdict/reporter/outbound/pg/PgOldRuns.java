package dev.verdict.reporter.outbound.pg;

import dev.verdict.reporter.usecase.OldRuns;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * Deletes from the leaves to the root, run after run, so that a pass may end anywhere and the next
 * one goes on there.
 */
public final class PgOldRuns implements OldRuns {
  private static final Sql SQL = Sql.of(PgOldRuns.class, "sql/retention.sql");
  private static final int ROWS_AT_ONCE = 5_000;
  private static final List<String> LEAVES_FIRST =
      List.of(
          "forget_occurrences",
          "forget_run_failures",
          "forget_gate",
          "forget_digest",
          "forget_results",
          "forget_artifacts",
          "forget_links",
          "forget_metrics",
          "forget_attempts",
          "forget_tasks");

  /** Of many runs; they go when nobody has seen them for so long. */
  private static final List<String> OF_NO_RUN =
      List.of(
          "forget_standings",
          "forget_clusters",
          "forget_flaky",
          "forget_quarantines",
          "forget_parked");

  private final Database database;

  public PgOldRuns(Database database) {
    this.database = database;
  }

  @Override
  public Future<Swept> forgetBefore(Instant limit, long mostRows) {
    return database
        .connect()
        .compose(
            connection ->
                ifOnlyOne(connection, limit, mostRows).eventually(() -> connection.close()));
  }

  private static Future<Swept> ifOnlyOne(PgConnection connection, Instant limit, long mostRows) {
    return connection
        .query(SQL.get("only_one"))
        .execute()
        .map(rows -> rows.iterator().next().getBoolean("mine"))
        .compose(
            mine ->
                mine
                    ? sweep(connection, limit, mostRows, new Swept(0, 0, false))
                        .eventually(() -> connection.query(SQL.get("not_any_more")).execute())
                    : Future.succeededFuture(new Swept(0, 0, true)));
  }

  private static Future<Swept> sweep(
      SqlConnection connection, Instant limit, long mostRows, Swept soFar) {
    if (soFar.rows() >= mostRows) {
      return Future.succeededFuture(soFar);
    }
    return connection
        .preparedQuery(SQL.get("oldest"))
        .execute(Tuple.of(limit.atOffset(ZoneOffset.UTC)))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                return forgetUnseen(connection, limit, 0, soFar);
              }
              UUID run = rows.iterator().next().getUUID("id");
              return forget(connection, run, 0, 0)
                  .compose(
                      deleted ->
                          sweep(
                              connection,
                              limit,
                              mostRows,
                              new Swept(soFar.runs() + 1, soFar.rows() + deleted, false)));
            });
  }

  /** Some of what is left of runs that are gone, from the {@code nth} table on. */
  private static Future<Swept> forgetUnseen(
      SqlConnection connection, Instant limit, int nth, Swept soFar) {
    if (nth == OF_NO_RUN.size()) {
      return Future.succeededFuture(new Swept(soFar.runs(), soFar.rows(), true));
    }
    return connection
        .preparedQuery(SQL.get(OF_NO_RUN.get(nth)))
        .execute(Tuple.of(limit.atOffset(ZoneOffset.UTC), ROWS_AT_ONCE))
        .compose(
            rows ->
                forgetUnseen(
                    connection,
                    limit,
                    nth + 1,
                    new Swept(soFar.runs(), soFar.rows() + rows.rowCount(), false)));
  }

  /** Deletes the leaves from the {@code nth} table on, and then the run. */
  private static Future<Long> forget(SqlConnection connection, UUID run, int nth, long deleted) {
    if (nth == LEAVES_FIRST.size()) {
      return connection
          .preparedQuery(SQL.get("forget_run"))
          .execute(Tuple.of(run))
          .map(rows -> deleted + rows.rowCount());
    }
    return connection
        .preparedQuery(SQL.get(LEAVES_FIRST.get(nth)))
        .execute(Tuple.of(run, ROWS_AT_ONCE))
        .compose(
            rows ->
                forget(
                    connection,
                    run,
                    rows.rowCount() < ROWS_AT_ONCE ? nth + 1 : nth,
                    deleted + rows.rowCount()));
  }
}
