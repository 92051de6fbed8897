package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.api.PlannedTest;
import dev.verdict.contract.api.RetryPolicy;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.message.WorkerOrder;
import dev.verdict.coordinator.domain.Ending;
import dev.verdict.coordinator.domain.RetryBudget;
import dev.verdict.coordinator.domain.RunState;
import dev.verdict.coordinator.domain.RunTotals;
import dev.verdict.coordinator.domain.TaskState;
import dev.verdict.coordinator.usecase.EndedAttempt;
import dev.verdict.coordinator.usecase.RunTransaction;
import dev.verdict.runtime.outbox.Outbox;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A locked run. Events are numbered as they are published, and put into the outbox in pieces, so
 * that many of them need little memory.
 */
final class PgRunTransaction implements RunTransaction {
  private final SqlConnection connection;
  private RunState run;
  private final OutgoingMessages outgoing;

  PgRunTransaction(SqlConnection connection, Outbox outbox, RunState run, long sequence) {
    this.connection = connection;
    this.run = run;
    this.outgoing = new OutgoingMessages(connection, outbox, run, sequence);
  }

  @Override
  public RunState run() {
    return run;
  }

  @Override
  public void publish(EventType type, String subject, EventData data) {
    outgoing.publish(type, subject, data);
  }

  @Override
  public void order(WorkerOrder order) {
    outgoing.order(order);
  }

  List<EventData.TaskFinished> settled() {
    return outgoing.settled();
  }

  /** The last thing before the commit. */
  Future<Void> finish() {
    return outgoing.finish();
  }

  @Override
  public Future<Instant> startRun() {
    return one(run("start"), Tuple.of(run.id()))
        .map(row -> row.getOffsetDateTime("started_at").toInstant());
  }

  @Override
  public Future<Void> endRun(Ending ending, String reason) {
    run = run.endedBy(ending, reason);
    return execute(run("end"), Tuple.of(run.id(), ending.name().toLowerCase(Locale.ROOT), reason))
        .mapEmpty();
  }

  @Override
  public Future<Integer> closeTasks(int count) {
    return one(run("close_tasks"), Tuple.of(run.id(), count))
        .map(row -> row.getInteger("open_tasks"));
  }

  @Override
  public Future<RunTotals> totals() {
    Future<RowSet<Row>> tasks = execute(run("task_verdicts"), Tuple.of(run.id()));
    Future<RowSet<Row>> tests = execute(run("verdicts"), Tuple.of(run.id()));
    Future<RowSet<Row>> missing =
        execute(run("missing"), Tuple.of(run.id(), Completeness.MOST_MISSING));
    return Future.all(tasks, tests, missing)
        .map(
            all -> {
              Counts counts =
                  Counts.of(Rows.verdicts(tests.result()), Rows.withoutVerdict(tests.result()));
              return new RunTotals(
                  Rows.verdicts(tasks.result()),
                  counts,
                  new Completeness(
                      counts.total(),
                      counts.total() - counts.lost() - counts.pending(),
                      Rows.list(missing.result(), row -> row.getString("test_id"))));
            });
  }

  @Override
  public Future<FinishedRun> finishRun(TaskStatus status, Verdict verdict, String reason) {
    return one(run("finish"), Tuple.of(run.id(), status.word(), verdict.word(), reason))
        .map(
            row ->
                new FinishedRun(
                    row.getOffsetDateTime("created_at").toInstant(),
                    Rows.instant(row, "started_at"),
                    row.getOffsetDateTime("finished_at").toInstant()));
  }

  @Override
  public Future<Boolean> noteArtifacts(long finish) {
    return execute(run("note_artifacts"), Tuple.of(run.id(), finish))
        .map(noted -> noted.rowCount() == 1);
  }

  @Override
  public Future<List<OpenTask>> openTasks() {
    return execute(task("open_of_run"), Tuple.of(run.id()))
        .map(
            rows ->
                Rows.list(
                    rows,
                    row ->
                        new OpenTask(
                            row.getUUID("id"),
                            TaskStatus.of(row.getString("status")),
                            row.getInteger("attempt"),
                            row.getUUID("worker_id"))));
  }

  @Override
  public Future<List<UUID>> reopen(List<TaskStatus> statuses) {
    String[] words = statuses.stream().map(TaskStatus::word).toArray(String[]::new);
    return execute(task("reset"), Tuple.of(run.id()).addArrayOfString(words))
        .map(rows -> Rows.list(rows, row -> row.getUUID("id")))
        .compose(
            tasks ->
                tasks.isEmpty()
                    ? Future.succeededFuture(tasks)
                    : execute(task("reset_tests"), Tuple.of(tasks.toArray(UUID[]::new)))
                        .compose(reset -> execute(run("reopen"), Tuple.of(run.id(), tasks.size())))
                        .compose(opened -> execute(PgFollowedRuns.SQL.get("reopened"), ids(tasks)))
                        .map(tasks));
  }

  @Override
  public Future<Map<UUID, TaskState>> lockTasks(Collection<UUID> tasks) {
    return execute(task("lock"), ids(tasks))
        .map(
            rows -> {
              Map<UUID, EventData.Worker> workers = new HashMap<>();
              return Rows.byId(rows, "id", row -> taskState(row, workers));
            });
  }

  /** A worker often holds many of the tasks that are looked at together. */
  private static TaskState taskState(Row row, Map<UUID, EventData.Worker> workers) {
    UUID worker = row.getUUID("worker_id");
    return new TaskState(
        row.getUUID("id"),
        row.getUUID("run_id"),
        row.getString("name"),
        TaskStatus.of(row.getString("status")),
        row.getInteger("attempt"),
        row.getInteger("parts"),
        worker == null ? null : workers.computeIfAbsent(worker, id -> worker(id, row)),
        Boolean.TRUE.equals(row.getBoolean("lease_holds")),
        new RetryBudget(
            new RetryPolicy(row.getInteger("retry_failures"), row.getInteger("retry_lost")),
            row.getInteger("failures"),
            row.getInteger("losses"),
            row.getInteger("given_back")),
        Rows.instant(row, "leased_at"),
        Rows.instant(row, "started_at"));
  }

  private static EventData.Worker worker(UUID id, Row row) {
    return new EventData.Worker(
        id,
        Objects.requireNonNullElse(row.getString("worker_name"), "?"),
        Rows.requirements(row, "worker_capabilities").hardware());
  }

  @Override
  public Future<Map<UUID, Instant>> startTasks(Collection<UUID> tasks) {
    return execute(task("start"), ids(tasks))
        .map(rows -> Rows.byId(rows, "id", row -> row.getOffsetDateTime("started_at").toInstant()));
  }

  @Override
  public Future<Map<UUID, List<PlannedTest>>> plannedTests(Collection<UUID> tasks) {
    return execute(task("planned_tests"), ids(tasks))
        .map(
            rows -> {
              Map<UUID, List<PlannedTest>> planned = new HashMap<>();
              Rows.grouped(rows, "task_id")
                  .forEach(
                      (id, tests) -> planned.put(id, tests.stream().map(Rows::planned).toList()));
              return planned;
            });
  }

  @Override
  public Future<List<Recorded>> record(List<Part> parts) {
    var results = new ResultsOfTasks(parts);
    Future<Void> flushed = outgoing.flush();
    var rowsOfResults = execute(task("record"), TestColumns.of(run.id(), results.all()));
    var told = execute(task("part"), results.told());
    return Future.all(flushed, rowsOfResults, told)
        .map(written -> rowsOfResults.result())
        .map(
            rows ->
                Rows.list(
                    rows,
                    row ->
                        results
                            .of(row.getUUID("task_id"), row.getString("test_id"))
                            .recorded(!row.getString("kind").equals("joined"))));
  }

  @Override
  public Future<Map<UUID, Map<Verdict, Integer>>> results(Collection<TaskState> tasks) {
    return execute(task("results"), EndedColumns.attempts(tasks)).map(Rows::verdictsByTask);
  }

  @Override
  public Future<Void> expandFiles(Collection<TaskState> tasks) {
    return execute(task("expand_files"), EndedColumns.attempts(tasks)).mapEmpty();
  }

  @Override
  public Future<Map<UUID, Integer>> unaccounted(Collection<TaskState> tasks) {
    return execute(task("unaccounted"), EndedColumns.attempts(tasks))
        .map(rows -> Rows.byId(rows, "task_id", row -> row.getInteger("n")));
  }

  @Override
  public Future<List<Filled>> fill(List<EndedAttempt> ended, int most) {
    Future<Void> flushed = outgoing.flush();
    var filled = execute(task("fill"), EndedColumns.missing(ended, most));
    return Future.all(flushed, filled)
        .map(
            written ->
                Rows.list(
                    filled.result(),
                    row ->
                        new Filled(
                            row.getUUID("task_id"), row.getInteger("attempt"), Rows.outcome(row))));
  }

  @Override
  public Future<Void> archive(List<EndedAttempt> ended) {
    return ended.isEmpty()
        ? Future.succeededFuture()
        : execute(task("archive"), EndedColumns.archived(ended)).mapEmpty();
  }

  @Override
  public Future<Void> requeue(List<Retry> retries) {
    return execute(task("requeue"), EndedColumns.requeued(retries)).mapEmpty();
  }

  @Override
  public Future<Map<UUID, SettledTask>> settle(List<EndedAttempt> ended) {
    return execute(task("settle"), EndedColumns.settled(ended))
        .map(
            rows ->
                Rows.byId(
                    rows,
                    "id",
                    row ->
                        new SettledTask(
                            Rows.instant(row, "started_at"),
                            row.getOffsetDateTime("finished_at").toInstant())));
  }

  private static Tuple ids(Collection<UUID> tasks) {
    return Tuple.tuple().addArrayOfUUID(tasks.toArray(UUID[]::new));
  }

  private static String run(String name) {
    return PgRunLedger.RUNS.get(name);
  }

  private static String task(String name) {
    return PgRunLedger.TASKS.get(name);
  }

  private Future<RowSet<Row>> execute(String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values);
  }

  private Future<Row> one(String sql, Tuple values) {
    return execute(sql, values).map(rows -> rows.iterator().next());
  }
}
