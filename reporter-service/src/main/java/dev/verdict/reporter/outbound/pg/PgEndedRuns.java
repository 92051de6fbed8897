package dev.verdict.reporter.outbound.pg;

import dev.verdict.reporter.usecase.digest.EndedRun;
import dev.verdict.reporter.usecase.digest.EndedRuns;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Runs that have ended, in {@code run_digests}. */
public final class PgEndedRuns implements EndedRuns {
  static final Sql SQL = Sql.of(PgEndedRuns.class, "sql/digest.sql");

  private final Database database;

  public PgEndedRuns(Database database) {
    this.database = database;
  }

  @Override
  public Future<Optional<Taken>> take(Duration lease) {
    return Rows.list(database, SQL.get("take"), Tuple.of(lease.toMillis()), PgEndedRuns::taken)
        .map(taken -> taken.stream().findFirst());
  }

  @Override
  public Future<Void> done(UUID run, long finish) {
    return database.pool().preparedQuery(SQL.get("done")).execute(Tuple.of(run, finish)).mapEmpty();
  }

  @Override
  public Future<Void> failed(UUID run, Duration again, String problem) {
    return database
        .pool()
        .preparedQuery(SQL.get("failed"))
        .execute(Tuple.of(run, again.toMillis(), problem))
        .mapEmpty();
  }

  private static Taken taken(Row row) {
    return new Taken(
        new EndedRun(
            row.getUUID("run_id"),
            row.getLong("finish"),
            row.getString("project"),
            row.getString("repository"),
            row.getString("branch"),
            row.getString("commit_sha"),
            Rows.time(row, "created_at")),
        row.getInteger("tries"));
  }
}
