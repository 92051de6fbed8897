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
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** New runs and tasks, a few statements for any number of them. */
public final class PgShelf implements SubmitRun.Shelf {
  private static final int PLANNED_AT_ONCE = 5_000;

  private final Database database;
  private final Outbox outbox;

  public PgShelf(Database database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  @Override
  public Future<SubmitRun.Kept> keep(
      Submission submission, Optional<RequestKey> key, SubmitRun.Announcement announce) {
    return classes(database.pool(), submission.tasks())
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
    return database.inTransaction(
        connection ->
            Idempotency.once(
                connection,
                key.map(RequestKey::key),
                key.map(RequestKey::caller).orElse(""),
                key.map(RequestKey::request).orElseGet(Buffer::buffer),
                () ->
                    insert(connection, submission, classes, announce)
                        .map(done -> Reply.json(201, kept(submission)))));
  }

  /** Within somebody else's transaction, which says {@code committed()} afterwards. */
  Future<Void> keepIn(SqlConnection connection, Submission submission) {
    return classes(connection, submission.tasks())
        .compose(
            classes -> insert(connection, submission, classes, SubmitRun.announcement(submission)));
  }

  private static SubmitRun.Kept kept(Submission submission) {
    return new SubmitRun.Kept(submission.id(), submission.tasks().get(0).id(), false);
  }

  private Future<Void> insert(
      SqlConnection connection,
      Submission submission,
      Map<String, Integer> classes,
      SubmitRun.Announcement announce) {
    return insertRun(connection, submission)
        .compose(
            createdAt ->
                insertTasks(connection, submission.id(), submission.tasks(), 0, classes)
                    .compose(
                        done -> {
                          var run =
                              new PgRunTransaction(
                                  connection, outbox, fresh(submission, createdAt), 0);
                          announce.publish(run, createdAt);
                          return run.finish();
                        }));
  }

  @Override
  public Future<SubmitRun.Kept> add(
      UUID runId, NewTask task, Optional<RequestKey> key, SubmitRun.Announcement announce) {
    return classes(database.pool(), List.of(task))
        .compose(
            classes ->
                database.inTransaction(
                    connection ->
                        Idempotency.once(
                            connection,
                            key.map(RequestKey::key),
                            key.map(RequestKey::caller).orElse(""),
                            key.map(RequestKey::request).orElseGet(Buffer::buffer),
                            () ->
                                addTo(connection, runId, task, classes, announce)
                                    .map(
                                        added ->
                                            Reply.json(
                                                201,
                                                new SubmitRun.Kept(runId, task.id(), false))))))
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
        null);
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
                submission.timeoutSeconds() == 0 ? null : (double) submission.timeoutSeconds());
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
    return connection
        .preparedQuery(PgRunLedger.TASKS.get("insert"))
        .execute(TaskColumns.of(runId, tasks, firstOrdinal, classes))
        .compose(inserted -> insertPlanned(connection, runId, tasks));
  }

  /**
   * The kinds of tasks, each by its digest. Kinds stay, so this stands outside of the transaction
   * that uses them: within it, all who submit the same kind would wait for the slowest.
   */
  private static Future<Map<String, Integer>> classes(SqlClient client, List<NewTask> tasks) {
    Map<String, NewTask> kinds = new TreeMap<>();
    tasks.forEach(
        task -> kinds.putIfAbsent(RequirementDigest.of(task.type(), task.requirements()), task));
    String[] digests = kinds.keySet().toArray(String[]::new);
    Tuple values =
        Tuple.tuple()
            .addArrayOfString(digests)
            .addArrayOfString(kinds.values().stream().map(NewTask::type).toArray(String[]::new))
            .addArrayOfString(
                kinds.values().stream()
                    .map(task -> Json.text(task.requirements()))
                    .toArray(String[]::new));
    return client
        .preparedQuery(PgRunLedger.TASKS.get("insert_classes"))
        .execute(values)
        .compose(
            inserted ->
                client
                    .preparedQuery(PgRunLedger.TASKS.get("classes"))
                    .execute(Tuple.tuple().addArrayOfString(digests)))
        .map(
            rows -> {
              Map<String, Integer> ids = new HashMap<>();
              rows.forEach(row -> ids.put(row.getString("digest"), row.getInteger("id")));
              return ids;
            });
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
