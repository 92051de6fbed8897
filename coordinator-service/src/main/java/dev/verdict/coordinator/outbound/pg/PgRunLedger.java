package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.event.EventData;
import dev.verdict.coordinator.domain.Ending;
import dev.verdict.coordinator.domain.RunState;
import dev.verdict.coordinator.usecase.RunLedger;
import dev.verdict.coordinator.usecase.RunTransaction;
import dev.verdict.coordinator.usecase.UnknownRun;
import dev.verdict.coordinator.usecase.UnknownTask;
import dev.verdict.runtime.outbox.Outbox;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs in the table {@code runs}; the lock is the row's. */
public final class PgRunLedger implements RunLedger {
  static final Sql RUNS = Sql.of(PgRunLedger.class, "sql/runs.sql");
  static final Sql TASKS = Sql.of(PgRunLedger.class, "sql/tasks.sql");

  private final Database database;
  private final Outbox outbox;
  private final Consumer<EventData.TaskFinished> settled;

  /**
   * @param settled is told of each task that was settled, after the commit
   */
  public PgRunLedger(Database database, Outbox outbox, Consumer<EventData.TaskFinished> settled) {
    this.database = database;
    this.outbox = outbox;
    this.settled = settled;
  }

  @Override
  public <T> Future<T> inRun(UUID runId, Function<RunTransaction, Future<T>> work) {
    return database
        .inTransaction(connection -> inRun(connection, runId, work))
        .map(
            done -> {
              outbox.committed(done.run());
              done.settled().forEach(settled);
              return done.result();
            });
  }

  @Override
  public <T> Future<T> inRunOfTask(UUID taskId, Function<RunTransaction, Future<T>> work) {
    // A task never moves to another run, so its run can be looked up before it is locked.
    return runOf(database.pool(), taskId).compose(run -> inRun(run, work));
  }

  private static Future<UUID> runOf(SqlClient client, UUID taskId) {
    return client
        .preparedQuery(TASKS.get("run_of"))
        .execute(Tuple.of(taskId))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.failedFuture(new UnknownTask(taskId))
                    : Future.succeededFuture(rows.iterator().next().getUUID("run_id")));
  }

  /**
   * Runs within a transaction that is somebody else's: he commits, and then says so to what was
   * given here.
   */
  Joined within(SqlConnection connection) {
    return new Joined(connection);
  }

  final class Joined implements RunLedger {
    private final SqlConnection connection;
    private final List<Done<?>> done = new ArrayList<>();

    private Joined(SqlConnection connection) {
      this.connection = connection;
    }

    @Override
    public <T> Future<T> inRun(UUID runId, Function<RunTransaction, Future<T>> work) {
      return PgRunLedger.this
          .inRun(connection, runId, work)
          .map(
              one -> {
                done.add(one);
                return one.result();
              });
    }

    @Override
    public <T> Future<T> inRunOfTask(UUID taskId, Function<RunTransaction, Future<T>> work) {
      return runOf(connection, taskId).compose(run -> inRun(run, work));
    }

    void committed() {
      done.forEach(
          one -> {
            outbox.committed(one.run());
            one.settled().forEach(settled);
          });
    }
  }

  private record Done<T>(UUID run, T result, List<EventData.TaskFinished> settled) {}

  private <T> Future<Done<T>> inRun(
      SqlConnection connection, UUID runId, Function<RunTransaction, Future<T>> work) {
    return connection
        .preparedQuery(RUNS.get("lock"))
        .execute(Tuple.of(runId))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                return Future.failedFuture(new UnknownRun(runId));
              }
              Row row = rows.iterator().next();
              PgRunTransaction run =
                  new PgRunTransaction(connection, outbox, state(row), row.getLong("sequence"));
              return work.apply(run)
                  .compose(
                      result -> run.finish().map(done -> new Done<>(runId, result, run.settled())));
            });
  }

  static RunState state(Row row) {
    String ending = row.getString("ending");
    return new RunState(
        row.getUUID("id"),
        TaskStatus.of(row.getString("status")),
        ending == null ? Ending.NONE : Ending.valueOf(ending.toUpperCase(Locale.ROOT)),
        row.getString("reason"),
        row.getInteger("open_tasks"),
        row.getOffsetDateTime("created_at").toInstant(),
        Rows.instant(row, "started_at"),
        new RunState.Announced(row.getString("traceparent"), row.getBoolean("tests_announced")));
  }
}
