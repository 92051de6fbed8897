package dev.verdict.ci.circleci;

import dev.verdict.ci.JsonFields;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRunStatus;
import dev.verdict.plugin.ci.http.ApiRequest;
import dev.verdict.plugin.ci.http.Encoding;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a run stands, and the commit it is of, which only its pipeline knows. */
record CircleCiStatus(CircleCiApi api) {
  private static final Operation OPERATION = Operation.GET_TEST_RUN_STATUS;
  private static final int MOST_PAGES = 20;
  private static final Pattern FORK = Pattern.compile("pull/(\\d+)(?:/head)?");

  Future<TestRunStatus> of(String id, CircleCiRun run) {
    return switch (run) {
      case CircleCiRun.Workflow workflow ->
          api.read(OPERATION, "/workflow/{}", workflow.id())
              .map(found -> api.ours(OPERATION, found))
              .compose(
                  found ->
                      pipeline(JsonFields.text(found, "pipeline_id"))
                          .map(pipeline -> status(id, found, page(api, found), pipeline)));
      case CircleCiRun.Job job ->
          api.ofProject(OPERATION, "/job/{}", job.number())
              .compose(
                  found ->
                      pipeline(JsonFields.text(JsonFields.object(found, "pipeline"), "id"))
                          .map(
                              pipeline ->
                                  status(id, found, JsonFields.url(found, "web_url"), pipeline)));
      case CircleCiRun.Pipeline pipeline ->
          Future.all(
                  api.read(OPERATION, "/pipeline/{}", pipeline.id())
                      .map(found -> api.ours(OPERATION, found)),
                  workflows(pipeline.id(), "", new ArrayList<>(), 1))
              .map(both -> together(id, both.resultAt(0), both.resultAt(1)));
    };
  }

  private Future<JsonObject> pipeline(@Nullable String id) {
    return id == null
        ? Future.succeededFuture(new JsonObject())
        : api.read(OPERATION, "/pipeline/{}", id);
  }

  private Future<List<JsonObject>> workflows(
      String pipeline, String token, List<JsonObject> all, int count) {
    return api.page(ApiRequest.get(OPERATION, "/pipeline/{}/workflow", pipeline), token)
        .compose(
            page -> {
              all.addAll(page.items());
              return page.next().isEmpty() || count == MOST_PAGES
                  ? Future.succeededFuture(all)
                  : workflows(pipeline, page.next().get(), all, count + 1);
            });
  }

  /** Of workflows with one name the newest counts: the others were run again. */
  private TestRunStatus together(String id, JsonObject pipeline, List<JsonObject> workflows) {
    Map<String, JsonObject> newest = new HashMap<>();
    for (JsonObject each : workflows) {
      newest.merge(
          JsonFields.text(each, "name", ""),
          each,
          (one, other) ->
              JsonFields.text(one, "created_at", "")
                          .compareTo(JsonFields.text(other, "created_at", ""))
                      < 0
                  ? other
                  : one);
    }
    List<String> words =
        newest.values().stream().map(each -> JsonFields.text(each, "status", "")).toList();
    String ended =
        newest.values().stream()
            .map(each -> JsonFields.text(each, "stopped_at"))
            .filter(Objects::nonNull)
            .max(String::compareTo)
            .orElse(null);
    JsonObject all =
        JsonObject.of(
            "status",
            words.isEmpty()
                ? JsonFields.text(pipeline, "state", "")
                : CircleCiWords.together(words),
            "created_at",
            JsonFields.text(pipeline, "created_at"),
            "stopped_at",
            ended);
    JsonObject one = workflows.isEmpty() ? new JsonObject() : workflows.get(0);
    return status(id, all, page(api, one), pipeline);
  }

  private static TestRunStatus status(
      String id, JsonObject run, @Nullable URI url, JsonObject pipeline) {
    JsonObject vcs = JsonFields.object(pipeline, "vcs");
    // Projects of the GitHub App and of GitLab tell it in another place.
    JsonObject git = JsonFields.object(pipeline, "trigger_parameters", "git");
    String branch = JsonFields.text(vcs, "branch", JsonFields.text(git, "branch", ""));
    Matcher fork = FORK.matcher(branch);
    String word = JsonFields.text(run, "status", "");
    RunState state = CircleCiWords.read(word);
    String review = JsonFields.text(vcs, "review_id", "");
    Instant started = JsonFields.instant(run, "started_at");
    return new TestRunStatus(
        id,
        state,
        word,
        url,
        vcs == null ? JsonFields.text(git, "checkout_sha") : JsonFields.text(vcs, "revision"),
        branch.isEmpty() || fork.matches() ? null : branch,
        fork.matches() ? fork.group(1) : review.isEmpty() ? null : review,
        started == null ? JsonFields.instant(run, "created_at") : started,
        state.isFinal() ? JsonFields.instant(run, "stopped_at") : null);
  }

  /** Of a workflow; the address of its page is in no answer. */
  static @Nullable URI page(CircleCiApi api, JsonObject workflow) {
    String slug = JsonFields.text(workflow, "project_slug");
    String number = JsonFields.text(workflow, "pipeline_number");
    String id = JsonFields.text(workflow, "id");
    if (slug == null || number == null || id == null) {
      return null;
    }
    String shown = slug.replaceFirst("^gh/", "github/").replaceFirst("^bb/", "bitbucket/");
    return Encoding.below(
        api.pages(),
        "/pipelines/"
            + Encoding.path(shown)
            + "/"
            + Encoding.segment(number)
            + "/workflows/"
            + Encoding.segment(id));
  }
}
