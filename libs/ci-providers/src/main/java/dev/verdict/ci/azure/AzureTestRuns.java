package dev.verdict.ci.azure;

import dev.verdict.ci.CutText;
import dev.verdict.ci.JsonFields;
import dev.verdict.plugin.ci.NewTestRun;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestResult;
import dev.verdict.plugin.ci.TestRunStatus;
import dev.verdict.plugin.ci.TestRunUpdate;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiBody;
import dev.verdict.plugin.ci.http.ApiRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Test runs, which the page of their build shows. Our id of a run stands in its comment. */
record AzureTestRuns(AzureApi api) {
  private static final int LONGEST_NAME = 256;
  private static final int MOST_RESULTS = 1_000;

  /** Azure DevOps looks no further back at once. */
  private static final Duration WEEK = Duration.ofDays(7);

  private static final Set<String> BAD = Set.of("Failed", "Error", "Timeout", "Aborted");

  /** The one that was made for the same run of ours, or a new one. */
  Future<JsonObject> make(Operation operation, NewTestRun run, @Nullable String build) {
    return existing(operation, run, build)
        .compose(
            found ->
                found
                    .map(Future::succeededFuture)
                    .orElseGet(
                        () ->
                            api.http()
                                .send(
                                    api.post(operation, "/test/runs")
                                        .json(body(run, build))
                                        .unlessThere(() -> existing(operation, run, build)))
                                .map(ApiAnswer::object)));
  }

  private JsonObject body(NewTestRun run, @Nullable String build) {
    Instant start = run.startedAt() == null ? api.clock().instant() : run.startedAt();
    JsonObject body =
        new JsonObject()
            .put("name", CutText.line(run.name(), LONGEST_NAME))
            .put("automated", true)
            .put("state", "InProgress")
            .put("startDate", start.toString())
            .put("comment", mark(run) + (run.detailsUrl() == null ? "" : run.detailsUrl()));
    return build == null ? body : body.put("build", JsonObject.of("id", build));
  }

  private static String mark(NewTestRun run) {
    return "verdict " + run.externalId() + " ";
  }

  Future<Optional<JsonObject>> existing(
      Operation operation, NewTestRun run, @Nullable String build) {
    return api.http()
        .send(build == null ? recent(operation, run) : of(operation, build))
        .map(
            answer ->
                JsonFields.objects(answer.object().getValue("value")).stream()
                    .filter(
                        each -> (JsonFields.text(each, "comment", "") + " ").startsWith(mark(run)))
                    .findFirst());
  }

  private ApiRequest of(Operation operation, String build) {
    return api.get(operation, "/test/runs")
        .query("buildUri", "vstfs:///Build/Build/" + build)
        .query("includeRunDetails", true);
  }

  private ApiRequest recent(Operation operation, NewTestRun run) {
    Instant now = api.clock().instant();
    return api.get(operation, "/test/runs")
        .query("minLastUpdatedDate", now.minus(WEEK).plusSeconds(1))
        .query("maxLastUpdatedDate", now)
        .query("runTitle", CutText.line(run.name(), LONGEST_NAME))
        .query("$top", 100);
  }

  Future<Void> update(String run, TestRunUpdate update) {
    Future<Void> done = Future.succeededFuture();
    List<TestResult> tests = update.tests();
    for (int from = 0; from < tests.size(); from += MOST_RESULTS) {
      List<TestResult> some = tests.subList(from, Math.min(tests.size(), from + MOST_RESULTS));
      done = done.compose(before -> add(run, some));
    }
    return done.compose(all -> state(Operation.UPDATE_TEST_RUN, run, update));
  }

  /** A second time would show them twice, so it is not repeated. */
  private Future<Void> add(String run, List<TestResult> tests) {
    JsonArray results = new JsonArray(tests.stream().map(AzureResult::of).toList());
    return api.http()
        .send(
            api.post(Operation.UPDATE_TEST_RUN, "/test/Runs/{}/results", run)
                .body(ApiBody.json(results)))
        .mapEmpty();
  }

  Future<Void> state(Operation operation, String run, TestRunUpdate update) {
    RunState state = update.state();
    JsonObject body = new JsonObject().put("state", AzureWords.run(state));
    if (state.isFinal()) {
      Instant end = update.finishedAt() == null ? api.clock().instant() : update.finishedAt();
      body.put("completedDate", end.toString()).put("substate", AzureWords.substate(state));
    }
    if (state.isFinal() && state != RunState.SUCCESS) {
      body.put("errorMessage", CutText.line(state.word() + ": " + update.title(), LONGEST_NAME));
    }
    return api.http()
        .send(api.patch(operation, "/test/runs/{}", run).json(body).safeToRepeat())
        .mapEmpty();
  }

  Future<TestRunStatus> status(AzureRunId id, String run) {
    return api.http()
        .send(api.get(Operation.GET_TEST_RUN_STATUS, "/test/runs/{}", run))
        .map(ApiAnswer::object)
        .map(
            body -> {
              String word = JsonFields.text(body, "state", "");
              RunState state =
                  AzureWords.readRun(word, JsonFields.text(body, "substate", ""), failures(body));
              return new TestRunStatus(
                  id.text(),
                  state,
                  word,
                  JsonFields.url(body, "webAccessUrl"),
                  null,
                  null,
                  null,
                  JsonFields.instant(body, "startedDate"),
                  state.isFinal() ? JsonFields.instant(body, "completedDate") : null);
            });
  }

  private static boolean failures(JsonObject run) {
    return JsonFields.objects(run.getValue("runStatistics")).stream()
        .anyMatch(each -> BAD.contains(JsonFields.text(each, "outcome", "")));
  }
}
