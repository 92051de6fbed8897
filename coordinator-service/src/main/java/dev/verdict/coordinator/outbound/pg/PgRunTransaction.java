package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.api.RetryPolicy;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.contract.message.WorkerOrder;
import dev.verdict.coordinator.domain.Ending;
import dev.verdict.coordinator.domain.Judgement;
import dev.verdict.coordinator.domain.RetryBudget;
import dev.verdict.coordinator.domain.RunState;
import dev.verdict.coordinator.domain.RunTotals;
import dev.verdict.coordinator.domain.TaskState;
import dev.verdict.coordinator.usecase.RunTransaction;
import dev.verdict.coordinator.usecase.UnknownTask;
import dev.verdict.runtime.outbox.Outbox;
import io.vertx.core.Future;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A locked run. Events are numbered as they are published, and put into the outbox in pieces, so
 * that many of them need little memory.
 */
final class PgRunTransaction implements RunTransaction {
  private final SqlConnection connection;
  private final RunState run;
  private final OutgoingMessages outgoing;

  PgRunTransaction(SqlConnection connection, Outbox outbox, RunState run, long sequence) {
    this.connection = connection;
    this.run = run;
    this.outgoing = new OutgoingMessages(connection, outbox, run.id(), sequence);
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
                        .compose(
                            reset ->
                                execute(run("reopen"), Tuple.of(run.id(), tasks.size(), 3600.0)))
                        .map(tasks));
  }

  @Override
  public Future<TaskState> lockTask(UUID taskId) {
    return execute(task("lock"), Tuple.of(taskId))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.failedFuture(new UnknownTask(taskId))
                    : Future.succeededFuture(taskState(rows.iterator().next())));
  }

  private static TaskState taskState(Row row) {
    UUID worker = row.getUUID("worker_id");
    return new TaskState(
        row.getUUID("id"),
        row.getUUID("run_id"),
        row.getString("name"),
        TaskStatus.of(row.getString("status")),
        row.getInteger("attempt"),
        row.getInteger("parts"),
        worker == null
            ? null
            : new EventData.Worker(
                worker,
                Objects.requireNonNullElse(row.getString("worker_name"), "?"),
                Rows.requirements(row, "worker_capabilities").hardware()),
        Boolean.TRUE.equals(row.getBoolean("lease_holds")),
        new RetryBudget(
            new RetryPolicy(row.getInteger("retry_failures"), row.getInteger("retry_lost")),
            row.getInteger("failures"),
            row.getInteger("losses")),
        Rows.instant(row, "leased_at"),
        Rows.instant(row, "started_at"));
  }

  @Override
  public Future<Instant> startTask(UUID taskId) {
    return one(task("start"), Tuple.of(taskId))
        .map(row -> row.getOffsetDateTime("started_at").toInstant());
  }

  @Override
  public Future<List<Recorded>> record(
      UUID taskId, int attempt, int parts, List<TestOutcome> tests) {
    Map<String, TestOutcome> byId = new HashMap<>();
    tests.forEach(test -> byId.put(test.id(), test));
    return outgoing
        .flush()
        .compose(
            flushed ->
                execute(task("record"), TestColumns.of(taskId, run.id(), attempt, byId.values())))
        .map(
            rows ->
                Rows.list(
                    rows,
                    row ->
                        new Recorded(
                            Objects.requireNonNull(byId.get(row.getString("test_id"))),
                            !row.getString("kind").equals("joined"))))
        .compose(recorded -> execute(task("part"), Tuple.of(taskId, parts)).map(recorded));
  }

  @Override
  public Future<Map<Verdict, Integer>> results(UUID taskId, int attempt) {
    return execute(task("results"), Tuple.of(taskId, attempt)).map(Rows::verdicts);
  }

  @Override
  public Future<Void> expandFiles(UUID taskId, int attempt) {
    return execute(task("expand_files"), Tuple.of(taskId, attempt)).mapEmpty();
  }

  @Override
  public Future<Integer> unaccounted(UUID taskId, int attempt) {
    return one(task("unaccounted"), Tuple.of(taskId, attempt)).map(row -> row.getInteger("n"));
  }

  @Override
  public Future<List<TestOutcome>> fill(
      UUID taskId,
      int attempt,
      Verdict verdict,
      @Nullable LostReason lostReason,
      String message,
      int most) {
    Tuple values =
        Tuple.of(
            taskId,
            attempt,
            verdict.word(),
            lostReason == null ? null : lostReason.word(),
            message,
            most);
    return outgoing
        .flush()
        .compose(flushed -> execute(task("fill"), values))
        .map(rows -> Rows.list(rows, Rows::outcome));
  }

  @Override
  public Future<Void> archive(
      TaskState task, Judgement judgement, AttemptNews.@Nullable Finished news) {
    LostReason lost = judgement.lostReason();
    Tuple values =
        Tuple.of(
            task.id(),
            task.attempt(),
            task.worker() == null ? null : task.worker().id(),
            TestColumns.time(task.leasedAt()),
            TestColumns.time(task.startedAt()));
    values
        .addString(judgement.verdict().word())
        .addString(judgement.reason())
        .addString(lost == null ? null : lost.word())
        .addInteger(news == null ? null : news.exitCode())
        .addValue(news == null ? null : object(news.report()))
        .addValue(news == null ? new JsonArray() : array(news.artifacts()));
    return execute(task("archive"), values).mapEmpty();
  }

  @Override
  public Future<Void> requeue(UUID taskId, RetryBudget.Next next, String reason) {
    int failures = next == RetryBudget.Next.RETRY_FAILURE ? 1 : 0;
    int losses = next == RetryBudget.Next.RETRY_LOSS ? 1 : 0;
    return execute(task("requeue"), Tuple.of(taskId, failures, losses, reason)).mapEmpty();
  }

  @Override
  public Future<SettledTask> settle(
      UUID taskId, Judgement judgement, AttemptNews.@Nullable Finished news) {
    LostReason lost = judgement.lostReason();
    Tuple values =
        Tuple.of(
            taskId,
            TaskStatus.of(judgement.verdict()).word(),
            judgement.verdict().word(),
            judgement.reason(),
            lost == null ? null : lost.word(),
            news == null ? null : news.exitCode());
    values.addValue(news == null ? null : object(news.metrics()));
    return one(task("settle"), values)
        .map(
            row ->
                new SettledTask(
                    Rows.instant(row, "started_at"),
                    row.getOffsetDateTime("finished_at").toInstant()));
  }

  private static JsonObject object(Object value) {
    return new JsonObject(dev.verdict.contract.Json.text(value));
  }

  private static Object array(Object value) {
    return Json.decodeValue(dev.verdict.contract.Json.text(value));
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
