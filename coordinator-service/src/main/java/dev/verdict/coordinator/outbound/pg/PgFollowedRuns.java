package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.message.AttemptRef;
import dev.verdict.coordinator.usecase.follow.FollowedRun;
import dev.verdict.coordinator.usecase.follow.FollowedRuns;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Followed runs in {@code followed_runs}; their leases in {@code tasks}, as all leases. */
public final class PgFollowedRuns implements FollowedRuns {
  static final Sql SQL = Sql.of(PgFollowedRuns.class, "sql/followed.sql");

  private final Database database;

  public PgFollowedRuns(Database database) {
    this.database = database;
  }

  @Override
  public Future<List<FollowedRun>> claim(int most, Duration time) {
    return execute("ended_runs", Tuple.tuple())
        .compose(brought -> execute("claim", Tuple.of(most, seconds(time))))
        .map(rows -> Rows.list(rows, PgFollowedRuns::run));
  }

  private static FollowedRun run(Row row) {
    return new FollowedRun(
        row.getUUID("task_id"),
        row.getUUID("run_id"),
        row.getString("provider"),
        row.getString("repository"),
        row.getString("ci_run"),
        Rows.texts(row, "artifacts"),
        Rows.texts(row, "reports"),
        RunState.valueOf(row.getString("state")),
        row.getString("word"),
        row.getBoolean("ended"),
        Rows.instant(row, "ended_at"),
        row.getInteger("tries"),
        row.getBoolean("late"),
        row.getBoolean("ending"));
  }

  @Override
  public Future<Optional<AttemptRef>> hold(FollowedRun run, Duration lease) {
    return execute("hold", Tuple.of(run.taskId(), HOLDER, seconds(lease)))
        .map(
            rows ->
                Rows.list(
                        rows,
                        row -> new AttemptRef(run.runId(), run.taskId(), row.getInteger("attempt")))
                    .stream()
                    .findFirst());
  }

  @Override
  public Future<Void> later(FollowedRun run, boolean fresh, Duration time) {
    return execute(
            "later",
            Tuple.of(run.taskId(), run.state().name(), run.word(), run.ended(), fresh)
                .addDouble(seconds(time))
                .addOffsetDateTime(TestColumns.time(run.endedAt())))
        .mapEmpty();
  }

  @Override
  public Future<Void> done(FollowedRun run) {
    return execute("done", Tuple.of(run.taskId())).mapEmpty();
  }

  private Future<RowSet<Row>> execute(String statement, Tuple values) {
    return database.pool().preparedQuery(SQL.get(statement)).execute(values);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
