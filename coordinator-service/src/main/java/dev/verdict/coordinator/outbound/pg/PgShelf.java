package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.Json;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.TestId;
import dev.verdict.contract.api.PlannedTest;
import dev.verdict.coordinator.domain.Ending;
import dev.verdict.coordinator.domain.RunState;
import dev.verdict.coordinator.usecase.RequestKey;
import dev.verdict.coordinator.usecase.Submission;
import dev.verdict.coordinator.usecase.Submission.NewTask;
import dev.verdict.coordinator.usecase.SubmitRun;
import dev.verdict.coordinator.usecase.UnknownRun;
import dev.verdict.runtime.http.Idempotency;
import dev.verdict.runtime.http.Reply;
import dev.verdict.runtime.outbox.Outbox;
import dev.verdict.runtime.pg.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** New runs and tasks, a few statements for any number of them. */
public final class PgShelf implements SubmitRun.Shelf {
  private static final int PLANNED_AT_ONCE = 5_000;

  private final Database database;
  private final Outbox outbox;
  private final TaskKinds kinds;

  public PgShelf(Database database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
    this.kinds = new TaskKinds(database);
  }

  @Override
  public Future<SubmitRun.Kept> keep(
      Submission submission, Optional<RequestKey> key, SubmitRun.Announcement announce) {
    return kinds
        .of(submission.tasks())
        .compose(classes -> keep(submission, classes, key, announce))
        .onSuccess(committed -> outbox.committed())
        .map(reply -> Json.read(((Reply.Whole) reply).body().getBytes(), SubmitRun.Kept.class))
        .map(
            kept ->
                new SubmitRun.Kept(
                    kept.runId(), kept.firstTaskId(), !kept.runId().equals(submission.id())));
  }

  private Future<Reply> keep(
      Submission submission,
      Map<String, Integer> classes,
      Optional<RequestKey> key,
      SubmitRun.Announcement announce) {
    return once(
        key,
        connection ->
            insert(connection, submission, classes, announce)
                .map(new SubmitRun.Kept(submission.id(), submission.tasks().get(0).id(), false)));
  }

  private Future<Reply> once(
      Optional<RequestKey> key, Function<SqlConnection, Future<SubmitRun.Kept>> work) {
    return database.inTransaction(
        connection ->
            Idempotency.once(
                connection,
                key.map(RequestKey::key),
                key.map(RequestKey::caller).orElse(""),
                key.map(RequestKey::request).orElseGet(Buffer::buffer),
                () -> work.apply(connection).map(kept -> Reply.json(201, kept))));
  }

  /**
   * Within somebody else's transaction, which says {@code committed()} afterwards. Kinds are kept
   * beside it: they stay also if it is rolled back.
   */
  Future<Void> keepIn(SqlConnection connection, Submission submission) {
    return kinds
        .of(submission.tasks())
        .compose(
            classes -> insert(connection, submission, classes, SubmitRun.announcement(submission)));
  }

  /** The statements travel together: each waits for the one before it in the database only. */
  private Future<Void> insert(
      SqlConnection connection,
      Submission submission,
      Map<String, Integer> classes,
      SubmitRun.Announcement announce) {
    Future<Instant> run = insertRun(connection, submission);
    Future<Void> tasks = insertTasks(connection, submission.id(), submission.tasks(), 0, classes);
    return Future.join(run, tasks)
        .compose(
            inserted -> {
              var opened =
                  new PgRunTransaction(connection, outbox, fresh(submission, run.result()), 0);
              announce.publish(opened, run.result());
              return opened.finish();
            });
  }

  @Override
  public Future<SubmitRun.Kept> add(
      UUID runId, NewTask task, Optional<RequestKey> key, SubmitRun.Announcement announce) {
    return kinds
        .of(List.of(task))
        .compose(
            classes ->
                once(
                    key,
                    connection ->
                        addTo(connection, runId, task, classes, announce)
                            .map(new SubmitRun.Kept(runId, task.id(), false))))
        .onSuccess(committed -> outbox.committed(runId))
        .map(reply -> Json.read(((Reply.Whole) reply).body().getBytes(), SubmitRun.Kept.class));
  }

  private Future<Void> addTo(
      SqlConnection connection,
      UUID runId,
      NewTask task,
      Map<String, Integer> classes,
      SubmitRun.Announcement announce) {
    return connection
        .preparedQuery(PgRunLedger.RUNS.get("lock"))
        .execute(Tuple.of(runId))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                return Future.failedFuture(new UnknownRun(runId));
              }
              Row row = rows.iterator().next();
              RunState state = PgRunLedger.state(row);
              if (state.status().isFinal() || state.ending() != Ending.NONE) {
                return Future.failedFuture(new SubmitRun.RunIsFinal(runId));
              }
              var run = new PgRunTransaction(connection, outbox, state, row.getLong("sequence"));
              return insertNext(connection, runId, task, classes)
                  .compose(
                      inserted -> {
                        announce.publish(run, state.createdAt());
                        return run.finish();
                      });
            });
  }

  private static Future<Void> insertNext(
      SqlConnection connection, UUID runId, NewTask task, Map<String, Integer> classes) {
    return connection
        .preparedQuery(PgRunLedger.TASKS.get("last_ordinal"))
        .execute(Tuple.of(runId))
        .map(rows -> rows.iterator().next().getInteger("last") + 1)
        .compose(next -> insertTasks(connection, runId, List.of(task), next, classes))
        .compose(
            done ->
                connection
                    .preparedQuery(PgRunLedger.RUNS.get("add_tasks"))
                    .execute(Tuple.of(runId, 1)))
        .mapEmpty();
  }

  private static RunState fresh(Submission submission, Instant createdAt) {
    return new RunState(
        submission.id(),
        TaskStatus.PENDING,
        Ending.NONE,
        null,
        submission.tasks().size(),
        createdAt,
        null,
        submission.announced());
  }

  private static Future<Instant> insertRun(SqlConnection connection, Submission submission) {
    var request = submission.request();
    Tuple values =
        Tuple.of(submission.id(), submission.name(), request.project(), request.user())
            .addValue(request.ci() == null ? null : new JsonObject(Json.text(request.ci())))
            .addValue(
                new JsonObject(request.metadata() == null ? "{}" : Json.text(request.metadata())))
            .addInteger(submission.tasks().size())
            .addValue(
                submission.timeoutSeconds() == 0 ? null : (double) submission.timeoutSeconds())
            .addString(submission.announced().traceparent())
            .addBoolean(submission.announced().tests());
    return connection
        .preparedQuery(PgRunLedger.RUNS.get("insert"))
        .execute(values)
        .map(rows -> rows.iterator().next().getOffsetDateTime("created_at").toInstant());
  }

  private static Future<Void> insertTasks(
      SqlConnection connection,
      UUID runId,
      List<NewTask> tasks,
      int firstOrdinal,
      Map<String, Integer> classes) {
    Future<?> inserted =
        connection
            .preparedQuery(PgRunLedger.TASKS.get("insert"))
            .execute(TaskColumns.of(runId, tasks, firstOrdinal, classes));
    return Future.join(inserted, insertPlanned(connection, runId, tasks)).mapEmpty();
  }

  private static Future<Void> insertPlanned(
      SqlConnection connection, UUID runId, List<NewTask> tasks) {
    List<Planned> planned = new ArrayList<>();
    for (NewTask task : tasks) {
      if (task.tests().isEmpty()) {
        task.files()
            .forEach(
                file ->
                    planned.add(new Planned(task.id(), TestId.bounded(file), "file", file, file)));
      } else {
        task.tests().forEach(test -> planned.add(Planned.of(task.id(), test)));
      }
    }
    Future<Void> inserted = Future.succeededFuture();
    for (int from = 0; from < planned.size(); from += PLANNED_AT_ONCE) {
      List<Planned> some = planned.subList(from, Math.min(planned.size(), from + PLANNED_AT_ONCE));
      inserted =
          inserted.compose(
              before ->
                  connection
                      .preparedQuery(PgRunLedger.TASKS.get("insert_planned"))
                      .execute(columns(runId, some))
                      .mapEmpty());
    }
    return inserted;
  }

  private static Tuple columns(UUID runId, List<Planned> planned) {
    return Tuple.of(runId)
        .addArrayOfUUID(planned.stream().map(Planned::taskId).toArray(UUID[]::new))
        .addArrayOfString(planned.stream().map(Planned::id).toArray(String[]::new))
        .addArrayOfString(planned.stream().map(Planned::kind).toArray(String[]::new))
        .addArrayOfString(planned.stream().map(Planned::name).toArray(String[]::new))
        .addArrayOfString(planned.stream().map(Planned::file).toArray(String[]::new));
  }

  private record Planned(UUID taskId, String id, String kind, String name, @Nullable String file) {
    static Planned of(UUID taskId, PlannedTest test) {
      return new Planned(taskId, TestId.bounded(test.id()), "test", test.name(), test.file());
    }
  }
}
