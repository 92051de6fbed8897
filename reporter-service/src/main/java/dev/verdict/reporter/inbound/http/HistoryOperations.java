package dev.verdict.reporter.inbound.http;

import dev.verdict.contract.TaskStatus;
import dev.verdict.reporter.domain.PastRun;
import dev.verdict.reporter.usecase.History;
import dev.verdict.reporter.usecase.History.ResultPlace;
import dev.verdict.reporter.usecase.History.RunFilter;
import dev.verdict.reporter.usecase.History.TestFilter;
import dev.verdict.reporter.usecase.History.TimePlace;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Objects;

/** {@code /api/v1/history}: runs, and one test over time. */
public final class HistoryOperations {
  private final History history;

  public HistoryOperations(History history) {
    this.history = history;
  }

  public void addTo(Operations operations) {
    operations
        .handle("listHistory", Scope.READ, this::runs)
        .handle("listTestHistory", Scope.READ, this::tests);
  }

  private Future<Reply> runs(Call call) {
    RunFilter filter =
        new RunFilter(
            Queries.text(call, "project"),
            Queries.text(call, "branch"),
            Queries.text(call, "commit_sha"),
            call.query("status").map(TaskStatus::of).orElse(null),
            Queries.time(call, "since"),
            Queries.time(call, "until"));
    int limit = Queries.limit(call);
    return history
        .runs(filter, Cursors.timePlace(call.query("cursor")), limit + 1)
        .map(runs -> Reply.json(200, Queries.page(runs, limit, HistoryOperations::cursor)));
  }

  private static String cursor(PastRun run) {
    Instant listedAt =
        Objects.requireNonNull(run.createdAt(), "history lists only runs with a time");
    return Cursors.of(new TimePlace(listedAt, run.id()));
  }

  private Future<Reply> tests(Call call) {
    TestFilter filter =
        new TestFilter(
            call.query("test_id").orElseThrow(),
            Queries.text(call, "project"),
            Queries.text(call, "branch"),
            Queries.text(call, "commit_sha"));
    int limit = Queries.limit(call);
    return history
        .results(filter, Cursors.resultPlace(call.query("cursor")), limit + 1)
        .map(
            results ->
                Reply.json(
                    200,
                    Queries.page(
                        results,
                        limit,
                        result -> Cursors.of(new ResultPlace(result.runId(), result.sequence())))));
  }
}
