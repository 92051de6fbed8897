package dev.verdict.coordinator.inbound.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.api.TaskRequest;
import dev.verdict.contract.api.TaskView;
import dev.verdict.coordinator.usecase.Archive;
import dev.verdict.coordinator.usecase.EndRun;
import dev.verdict.coordinator.usecase.ExplainTask;
import dev.verdict.coordinator.usecase.SubmissionDesk;
import dev.verdict.coordinator.usecase.SubmitRun;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.UUID;

/** {@code /api/v1/tasks}, where a single task is submitted, watched and ended. */
public final class TasksApi {
  private final SubmissionDesk desk;
  private final SubmitRun submitRun;
  private final EndRun endRun;
  private final ExplainTask explainTask;
  private final Archive archive;
  private final Runnable changed;

  /**
   * @param changed is told when there is something new to schedule
   */
  public TasksApi(
      SubmissionDesk desk,
      SubmitRun submitRun,
      EndRun endRun,
      ExplainTask explainTask,
      Archive archive,
      Runnable changed) {
    this.desk = desk;
    this.submitRun = submitRun;
    this.endRun = endRun;
    this.explainTask = explainTask;
    this.archive = archive;
    this.changed = changed;
  }

  public void register(Operations operations) {
    operations
        .handle("submitTask", Scope.SUBMIT, TaskRequest.class, this::submit)
        .handle("listTasks", Scope.READ, this::list)
        .handle("getTask", Scope.READ, call -> view(call.id("id", "task"), 200))
        .handle("changeTask", Scope.SUBMIT, this::change)
        .handle("deleteTask", Scope.SUBMIT, this::delete)
        .handle("explainTask", Scope.READ, this::explain);
  }

  private Future<Reply> submit(Call call, TaskRequest request) {
    return UseCaseFailures.asProblems(() -> kept(call, request))
        .compose(
            id -> {
              changed.run();
              return find(id).map(task -> Reply.created("/api/v1/tasks/" + id, task));
            });
  }

  private Future<UUID> kept(Call call, TaskRequest request) {
    UUID run = request.runId();
    if (run != null) {
      return submitRun
          .add(run, desk.joining(request), RunsApi.requestKey(call))
          .map(SubmitRun.Kept::firstTaskId);
    }
    return submitRun
        .submit(desk.single(request).tracedBy(RunsApi.trace(call)), RunsApi.requestKey(call))
        .map(SubmitRun.Kept::firstTaskId);
  }

  private Future<Reply> list(Call call) {
    int limit = Cursors.limit(call);
    return archive
        .tasks(
            Cursors.id(call),
            call.query("status").orElse(null),
            call.query("type").orElse(null),
            limit)
        .map(tasks -> Reply.json(200, Cursors.page(tasks, limit, task -> task.id().toString())));
  }

  private Future<Reply> change(Call call) {
    UUID id = call.id("id", "task");
    JsonNode body = Json.tree(call.rawBody().getBytes());
    if (body.has("status")) {
      if (body.size() > 1) {
        return Future.failedFuture(
            Fail.badField(
                "status", "cancelled with other fields", "alone: there is nothing to change then"));
      }
      return UseCaseFailures.asProblems(() -> cancel(call, id)).compose(done -> view(id, 200));
    }
    return find(id)
        .compose(
            task ->
                archive.change(
                    id,
                    body.has("priority") ? body.get("priority").asInt() : null,
                    body.has("timeout") ? body.get("timeout").asInt() : null,
                    body.has("name") ? body.get("name").asText() : null))
        .compose(
            done ->
                done
                    ? view(id, 200)
                    : find(id)
                        .compose(
                            task ->
                                Future.failedFuture(
                                    Fail.conflict(
                                        "status: "
                                            + task.status().word()
                                            + " (expected: pending)"))));
  }

  /** Of a final task nothing is left to cancel; asking twice does no harm. */
  private Future<Reply> delete(Call call) {
    UUID id = call.id("id", "task");
    return UseCaseFailures.asProblems(() -> cancel(call, id)).map(done -> Reply.empty(204));
  }

  private Future<Boolean> cancel(Call call, UUID id) {
    return endRun.cancelTask(id, "cancelled by " + call.identity().name());
  }

  private Future<Reply> explain(Call call) {
    UUID id = call.id("id", "task");
    return explainTask
        .explain(id)
        .map(found -> Reply.json(200, found.orElseThrow(() -> Fail.notFound("task", id))));
  }

  private Future<Reply> view(UUID id, int status) {
    return find(id).map(task -> Reply.json(status, task));
  }

  private Future<TaskView> find(UUID id) {
    return archive.task(id).map(task -> task.orElseThrow(() -> Fail.notFound("task", id)));
  }

  static boolean isBad(TaskStatus status) {
    return status.isFinal() && status != TaskStatus.COMPLETED;
  }
}
