package dev.verdict.reporter.outbound.pg;

import dev.verdict.contract.Json;
import dev.verdict.reporter.domain.RunChanges;
import dev.verdict.reporter.domain.RunProjection;
import dev.verdict.reporter.domain.SequenceSet;
import dev.verdict.reporter.domain.StoredRun;
import dev.verdict.reporter.domain.TestAttempt;
import dev.verdict.reporter.domain.TestResult;
import dev.verdict.reporter.domain.TestRun;
import dev.verdict.reporter.domain.TestTask;
import dev.verdict.reporter.usecase.RunStore;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Runs in the tables of {@code V1__history.sql}. Results of tests, which are many, travel as one
 * array for each column; all other rows are few and travel as JSON, whose names are the columns'.
 *
 * <p>Statements are sent without waiting for the one before: reading is one round trip, writing
 * another.
 */
public final class PgRunStore implements RunStore {
  private static final Sql SQL = Sql.of(PgRunStore.class, "sql/projection.sql");

  /** More rows in one statement are not faster, and hold more memory at once. */
  private static final int MOST_ROWS = 2_000;

  private final Database database;
  private final Beside beside;

  /** What else is written in the transaction that takes events in, after them. */
  @FunctionalInterface
  public interface Beside {
    Future<Void> write(SqlConnection connection, List<RunChanges> changes);
  }

  public PgRunStore(Database database) {
    this(database, (connection, changes) -> Future.succeededFuture());
  }

  public PgRunStore(Database database, Beside beside) {
    this.database = database;
    this.beside = beside;
  }

  @Override
  public Future<List<RunChanges>> change(
      List<UUID> runs, List<UUID> tasks, Function<List<StoredRun>, List<RunChanges>> change) {
    return database.inTransaction(
        connection ->
            read(connection, runs, tasks)
                .map(change)
                .compose(changes -> write(connection, changes).map(changes)));
  }

  private static Future<List<StoredRun>> read(
      SqlConnection connection, List<UUID> runs, List<UUID> tasks) {
    UUID[] runIds = runs.toArray(UUID[]::new);
    UUID[] taskIds = tasks.toArray(UUID[]::new);
    Tuple ofRuns = Tuple.tuple().addArrayOfUUID(runIds);
    var known = connection.preparedQuery(SQL.get("know_runs")).execute(ofRuns);
    var locked = connection.preparedQuery(SQL.get("lock_runs")).execute(ofRuns);
    var storedRuns = rows(connection, "runs", ofRuns, TestRun.class);
    Future<List<TestTask>> storedTasks = Future.succeededFuture(List.of());
    Future<List<TestAttempt>> storedAttempts = Future.succeededFuture(List.of());
    if (taskIds.length > 0) {
      storedTasks =
          rows(connection, "tasks", Tuple.tuple().addArrayOfUUID(taskIds), TestTask.class);
      Tuple ofBoth = Tuple.tuple().addArrayOfUUID(runIds).addArrayOfUUID(taskIds);
      storedAttempts = rows(connection, "attempts", ofBoth, TestAttempt.class);
    }
    var tasksRead = storedTasks;
    var attemptsRead = storedAttempts;
    return Future.all(List.of(known, locked, storedRuns, tasksRead, attemptsRead))
        .map(
            all ->
                assemble(
                    locked.result(),
                    storedRuns.result(),
                    tasksRead.result(),
                    attemptsRead.result()));
  }

  private static List<StoredRun> assemble(
      RowSet<Row> progress, List<TestRun> runs, List<TestTask> tasks, List<TestAttempt> attempts) {
    Map<UUID, TestRun> runById = runs.stream().collect(Collectors.toMap(TestRun::id, run -> run));
    Map<UUID, List<TestTask>> tasksOfRun =
        tasks.stream().collect(Collectors.groupingBy(TestTask::runId));
    Map<UUID, List<TestAttempt>> attemptsOfRun =
        attempts.stream().collect(Collectors.groupingBy(TestAttempt::runId));
    List<StoredRun> stored = new ArrayList<>();
    for (Row row : progress) {
      UUID id = row.getUUID("run_id");
      TestRun run = runById.getOrDefault(id, RunProjection.unknown(id).run());
      stored.add(
          new StoredRun(
              run,
              SequenceSet.parse(row.getString("received")),
              tasksOfRun.getOrDefault(id, List.of()),
              attemptsOfRun.getOrDefault(id, List.of())));
    }
    return stored;
  }

  private static <T> Future<List<T>> rows(
      SqlConnection connection, String statement, Tuple parameters, Class<T> type) {
    return connection
        .preparedQuery(SQL.get(statement))
        .execute(parameters)
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> Json.read(row.getString("row"), type))
                    .toList());
  }

  private Future<Void> write(SqlConnection connection, List<RunChanges> changes) {
    List<Future<?>> written = new ArrayList<>();
    writeJson(connection, "write_runs", changes, RunChanges::run, written);
    written.add(connection.preparedQuery(SQL.get("write_progress")).execute(progress(changes)));
    writeJson(connection, "write_tasks", changes, RunChanges::tasks, written);
    writeJson(connection, "write_attempts", changes, RunChanges::attempts, written);
    writeJson(connection, "add_metrics", changes, RunChanges::metrics, written);
    writeJson(connection, "add_artifacts", changes, RunChanges::artifacts, written);
    writeJson(connection, "add_links", changes, RunChanges::links, written);
    writeEnded(connection, changes, written);
    List<TestResult> results = changes.stream().flatMap(run -> run.results().stream()).toList();
    for (List<TestResult> some : inPieces(results)) {
      written.add(connection.preparedQuery(SQL.get("add_results")).execute(ResultColumns.of(some)));
    }
    written.add(beside.write(connection, changes));
    return Future.all(written).mapEmpty();
  }

  /** Runs that are complete now wait to be looked at, from the same moment on. */
  private static void writeEnded(
      SqlConnection connection, List<RunChanges> changes, List<Future<?>> written) {
    List<RunChanges> ended = changes.stream().filter(RunChanges::complete).toList();
    if (!ended.isEmpty()) {
      Tuple values =
          Tuple.tuple()
              .addArrayOfUUID(ended.stream().map(RunChanges::runId).toArray(UUID[]::new))
              .addArrayOfLong(ended.stream().map(RunChanges::finish).toArray(Long[]::new));
      written.add(connection.preparedQuery(PgEndedRuns.SQL.get("ended")).execute(values));
    }
  }

  private static Tuple progress(List<RunChanges> changes) {
    return Tuple.tuple()
        .addArrayOfUUID(changes.stream().map(RunChanges::runId).toArray(UUID[]::new))
        .addArrayOfString(
            changes.stream().map(run -> run.received().toString()).toArray(String[]::new));
  }

  private static <T> void writeJson(
      SqlConnection connection,
      String statement,
      List<RunChanges> changes,
      Function<RunChanges, List<T>> rowsOf,
      List<Future<?>> written) {
    List<T> rows = changes.stream().flatMap(run -> rowsOf.apply(run).stream()).toList();
    for (List<T> some : inPieces(rows)) {
      written.add(connection.preparedQuery(SQL.get(statement)).execute(Tuple.of(Json.text(some))));
    }
  }

  private static <T> List<List<T>> inPieces(List<T> rows) {
    List<List<T>> pieces = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += MOST_ROWS) {
      pieces.add(rows.subList(from, Math.min(rows.size(), from + MOST_ROWS)));
    }
    return pieces;
  }
}
