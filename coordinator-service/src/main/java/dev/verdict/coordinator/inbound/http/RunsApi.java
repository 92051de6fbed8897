package dev.verdict.coordinator.inbound.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.contract.api.Page;
import dev.verdict.contract.api.RunRequest;
import dev.verdict.contract.api.RunView;
import dev.verdict.coordinator.domain.Ending;
import dev.verdict.coordinator.usecase.Archive;
import dev.verdict.coordinator.usecase.EndRun;
import dev.verdict.coordinator.usecase.ReopenRun;
import dev.verdict.coordinator.usecase.RequestKey;
import dev.verdict.coordinator.usecase.SubmissionDesk;
import dev.verdict.coordinator.usecase.SubmitRun;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import dev.verdict.runtime.tracing.Tracing;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** {@code /api/v1/runs}. */
public final class RunsApi {
  private final SubmissionDesk desk;
  private final SubmitRun submitRun;
  private final EndRun endRun;
  private final ReopenRun reopenRun;
  private final Archive archive;
  private final Runnable changed;

  /**
   * @param changed is told when there is something new to schedule
   */
  public RunsApi(
      SubmissionDesk desk,
      SubmitRun submitRun,
      EndRun endRun,
      ReopenRun reopenRun,
      Archive archive,
      Runnable changed) {
    this.desk = desk;
    this.submitRun = submitRun;
    this.endRun = endRun;
    this.reopenRun = reopenRun;
    this.archive = archive;
    this.changed = changed;
  }

  public void register(Operations operations) {
    operations
        .handle("submitRun", Scope.SUBMIT, RunRequest.class, this::submit)
        .handle("listRuns", Scope.READ, this::list)
        .handle("getRun", Scope.READ, call -> view(call.id("id", "run"), 200))
        .handle("listTasksOfRun", Scope.READ, this::tasks)
        .handle("listTestsOfRun", Scope.READ, this::tests)
        .handle("cancelRun", Scope.SUBMIT, this::cancel)
        .handle("rerun", Scope.SUBMIT, this::rerun);
  }

  private Future<Reply> submit(Call call, RunRequest request) {
    return UseCaseFailures.asProblems(
        () ->
            submitRun
                .submit(desk.run(request).tracedBy(trace(call)), requestKey(call))
                .compose(
                    kept -> {
                      changed.run();
                      return find(kept.runId())
                          .map(
                              run ->
                                  Reply.created("/api/v1/runs/" + run.id(), run)
                                      .header(
                                          "Idempotency-Replayed", Boolean.toString(kept.before())));
                    }));
  }

  /** Of the request where it is traced here, else as its sender says. */
  static Optional<String> trace(Call call) {
    return Tracing.of(call.context().vertx()).current().or(() -> call.header("traceparent"));
  }

  static Optional<RequestKey> requestKey(Call call) {
    return call.idempotencyKey()
        .map(key -> new RequestKey(key, call.identity().unique(), call.request()));
  }

  private Future<Reply> list(Call call) {
    int limit = Cursors.limit(call);
    var filter =
        new Archive.RunFilter(
            call.query("status").orElse(null),
            call.query("project").orElse(null),
            call.query("branch").orElse(null),
            call.query("commit_sha").orElse(null));
    return archive
        .runs(Cursors.id(call), filter, limit)
        .map(runs -> Reply.json(200, Cursors.page(runs, limit, run -> run.id().toString())));
  }

  private Future<Reply> tasks(Call call) {
    UUID run = call.id("id", "run");
    int limit = Cursors.limit(call);
    int after = Cursors.number(call, -1);
    return find(run)
        .compose(found -> archive.tasksOfRun(run, after, call.query("status").orElse(null), limit))
        .map(
            tasks -> {
              var page = Cursors.page(tasks, limit, task -> Integer.toString(task.ordinal()));
              return Reply.json(
                  200,
                  new Page<>(
                      page.items().stream().map(Archive.PlannedTask::task).toList(), page.next()));
            });
  }

  private Future<Reply> tests(Call call) {
    UUID run = call.id("id", "run");
    int limit = Cursors.limit(call);
    Archive.TestPosition after = testPosition(call);
    return find(run)
        .compose(
            found ->
                archive.testsOfRun(
                    run,
                    after,
                    call.query("verdict").orElse(null),
                    call.query("q").orElse(null),
                    limit))
        .map(
            tests ->
                Reply.json(
                    200, Cursors.page(tests, limit, test -> test.taskId() + "/" + test.id())));
  }

  private static Archive.TestPosition testPosition(Call call) {
    return Cursors.text(call)
        .map(
            text -> {
              int slash = text.indexOf('/');
              try {
                return new Archive.TestPosition(
                    UUID.fromString(text.substring(0, Math.max(0, slash))),
                    text.substring(slash + 1));
              } catch (IllegalArgumentException e) {
                throw Cursors.wrong(call);
              }
            })
        .orElse(Archive.TestPosition.START);
  }

  private Future<Reply> cancel(Call call) {
    UUID run = call.id("id", "run");
    JsonNode body = body(call);
    String reason = body.path("reason").asText("by " + call.identity().name());
    return UseCaseFailures.asProblems(
        () ->
            endRun
                .end(run, Ending.CANCELLED, "cancelled: " + reason)
                .compose(ended -> view(run, 202)));
  }

  private Future<Reply> rerun(Call call) {
    UUID run = call.id("id", "run");
    var only =
        ReopenRun.Only.valueOf(body(call).path("only").asText("failed").toUpperCase(Locale.ROOT));
    return UseCaseFailures.asProblems(
        () ->
            reopenRun
                .reopen(run, only)
                .compose(
                    tasks -> {
                      if (tasks.isEmpty()) {
                        return Future.failedFuture(
                            Fail.conflict(
                                "only: nothing in this run is "
                                    + only.name().toLowerCase(Locale.ROOT)));
                      }
                      changed.run();
                      return view(run, 202);
                    }));
  }

  private static JsonNode body(Call call) {
    return call.rawBody().length() == 0
        ? Json.mapper().createObjectNode()
        : Json.tree(call.rawBody().getBytes());
  }

  private Future<Reply> view(UUID id, int status) {
    return find(id).map(run -> Reply.json(status, run));
  }

  private Future<RunView> find(UUID id) {
    return archive.run(id).map(run -> run.orElseThrow(() -> Fail.notFound("run", id)));
  }
}
