package dev.verdict.ci;

import static dev.verdict.testkit.ci.Rule.any;
import static dev.verdict.testkit.ci.Rule.oneOf;
import static dev.verdict.testkit.ci.Rule.optional;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.testkit.ci.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of hosts of repositories, pushes are told besides the ends of runs. */
class DeliveryHistoryTest extends ToldAgain {
  @Test
  void gitlab_remembers_what_it_sent_and_pipelines_tell_of_what_it_did_not_send() throws Exception {
    get("/api/v4/projects/octo%2Fsub%2Fhello.world/hooks")
        .query("per_page", oneOf("100"))
        .answers(
            Answer.json(
                200,
                JsonArray.of(
                    JsonObject.of("id", 6, "url", "https://other.example/hook"),
                    JsonObject.of(
                        "id",
                        7,
                        "url",
                        "https://verdict.example/webhooks/gitlab?x=1",
                        "push_events",
                        true,
                        "pipeline_events",
                        true,
                        "push_events_branch_filter",
                        ""))));
    JsonObject headers =
        JsonObject.of(
            "Content-Type", "application/json",
            "X-Gitlab-Event", "Push Hook",
            "X-Gitlab-Token", "[REDACTED]",
            "Idempotency-Key", "3a427872-00df-429c-9bc9-a9475de2efe4");
    JsonObject pushed =
        JsonObject.of(
            "object_kind", "push",
            "ref", "refs/heads/main",
            "before", "0".repeat(40),
            "after", "a".repeat(40),
            "project", JsonObject.of("path_with_namespace", "octo/sub/hello.world"));
    get("/api/v4/projects/octo%2Fsub%2Fhello.world/hooks/7/events")
        .query("per_page", oneOf("20"))
        .query("page", oneOf("1"))
        .answers(
            Answer.json(
                200,
                JsonArray.of(
                    JsonObject.of(
                        "id",
                        1,
                        "request_headers",
                        headers,
                        "request_data",
                        pushed,
                        "response_status",
                        "internal error",
                        "created_at",
                        "2026-11-20T09:30:00.000Z"))));
    JsonObject pipeline =
        json("gitlab/pipeline.json").put("source", "push").put("ref", "feature/sums");
    get("/api/v4/projects/octo%2Fsub%2Fhello.world/pipelines")
        .query("updated_after", oneOf(SINCE.toString()))
        .query("order_by", oneOf("updated_at"))
        .query("sort", oneOf("desc"))
        .query("per_page", oneOf("100"))
        .query("page", oneOf("1"))
        .answers(Answer.json(200, JsonArray.of(pipeline)));
    get("/api/v4/projects/octo%2Fsub%2Fhello.world/pipelines/46")
        .answers(Answer.json(200, pipeline));
    get("/api/v4/projects/octo%2Fsub%2Fhello.world")
        .answers(Answer.json(200, json("gitlab/project.json")));

    List<CiEvent> events =
        told(
            "gitlab",
            Map.of("token", "t", "api_url", api.url().toString()),
            "octo/sub/hello.world");

    assertThat(events).hasSize(3);
    assertThat(push(events).after()).isEqualTo("a".repeat(40));
    CiEvent.Push made = (CiEvent.Push) events.get(1);
    assertThat(made.ref()).isEqualTo("refs/heads/feature/sums");
    assertThat(made.after()).isEqualTo(SHA);
    assertThat(made.filesComplete()).isFalse();
    assertThat(made.sender()).isEqualTo("root");
    CiEvent.CiRun run = run(events);
    assertThat(run.runId()).isEqualTo("46");
    assertThat(run.phase()).isEqualTo(CiEvent.CiRun.Phase.FINISHED);
    assertThat(run.state()).isEqualTo(RunState.SUCCESS);
    assertThat(run.finishedAt()).isEqualTo("2026-11-20T10:05:00.450Z");
    assertThat(repositoryOf(run)).isEqualTo("octo/sub/hello.world");
  }

  @Test
  void a_hook_of_gitlab_that_is_not_there_is_said_and_what_it_does_not_listen_to_is_not_made_up()
      throws Exception {
    JsonArray hooks = new JsonArray();
    get("/api/v4/projects/octo%2Fhello/hooks")
        .query("per_page", any())
        .answers(seen -> Answer.json(200, hooks));
    get("/api/v4/projects/octo%2Fhello/hooks/7/events")
        .query("per_page", any())
        .query("page", any())
        // A GitLab before 17.3.
        .answers(Answer.json(404, JsonObject.of("error", "404 Not Found")));
    Map<String, String> settings = Map.of("token", "t", "api_url", api.url().toString());

    assertThatThrownBy(() -> told("gitlab", settings, "octo/hello"))
        .cause()
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("webhooks.gitlab.reconcile");

    hooks.add(
        JsonObject.of(
            "id",
            7,
            "url",
            "https://verdict.example/webhooks/gitlab",
            "push_events",
            true,
            "push_events_branch_filter",
            "main",
            "pipeline_events",
            false));
    assertThat(told("gitlab", settings, "octo/hello")).isEmpty();
  }

  @Test
  void azure_tells_builds_and_pushes() throws Exception {
    JsonObject project = JsonObject.of("id", "p", "name", "Fabrikam Fiber");
    JsonObject build =
        json("azure/build.json")
            .put("project", project)
            .put("sourceBranch", "refs/heads/main")
            .put("finishTime", ENDED.toString());
    JsonObject other =
        build.copy().put("id", 392).put("repository", JsonObject.of("type", "TfsGit", "name", "x"));
    get("/Fabrikam%20Fiber/_apis/build/builds")
        .query("api-version", any())
        .query("minTime", oneOf(SINCE.toString()))
        .query("queryOrder", oneOf("finishTimeDescending"))
        .query("statusFilter", oneOf("completed"))
        .query("$top", oneOf("100"))
        .query("continuationToken", optional(oneOf("more")))
        .answers(
            seen ->
                seen.query("continuationToken") == null
                    ? Answer.json(200, JsonObject.of("count", 1, "value", JsonArray.of(other)))
                        .header("x-ms-continuationtoken", "more")
                    : Answer.json(200, JsonObject.of("count", 1, "value", JsonArray.of(build))));
    get("/Fabrikam%20Fiber/_apis/git/repositories/hello.world/pushes")
        .query("api-version", any())
        .query("searchCriteria.fromDate", oneOf(SINCE.toString()))
        .query("searchCriteria.includeRefUpdates", oneOf("true"))
        .query("$top", oneOf("100"))
        .query("$skip", oneOf("0"))
        .answers(
            Answer.json(
                200,
                JsonObject.of(
                    "value",
                    JsonArray.of(
                        JsonObject.of(
                            "pushId",
                            14,
                            "date",
                            "2026-11-20T10:00:00Z",
                            "pushedBy",
                            JsonObject.of("uniqueName", "ada@example.org"),
                            "repository",
                            JsonObject.of("id", "3411ebc1"),
                            "refUpdates",
                            JsonArray.of(
                                JsonObject.of(
                                    "name",
                                    "refs/heads/main",
                                    "oldObjectId",
                                    "a".repeat(40),
                                    "newObjectId",
                                    SHA)))))));

    List<CiEvent> events =
        told(
            "azure",
            Map.of("token", "t", "org_url", api.url().toString()),
            "Fabrikam Fiber/hello.world");

    assertThat(events).hasSize(2);
    CiEvent.CiRun run = run(events);
    assertThat(run.runId()).isEqualTo("391");
    assertThat(run.finishedAt()).isEqualTo(ENDED);
    assertThat(run.branch()).isEqualTo("main");
    assertThat(push(events).repository().name()).isEqualTo("Fabrikam Fiber/hello.world");
    assertThat(push(events).before()).isEqualTo("a".repeat(40));
    assertThat(push(events).sender()).isEqualTo("ada@example.org");
  }

  @Test
  void bitbucket_tells_the_marks_of_its_pipelines_and_the_pushes_that_started_them()
      throws Exception {
    JsonObject pipeline =
        json("bitbucket/pipeline.json")
            .put(
                "target",
                JsonObject.of(
                    "ref_type", "branch",
                    "ref_name", "main",
                    "commit", JsonObject.of("hash", SHA)));
    JsonObject old = pipeline.copy().put("created_on", "2026-11-18T10:00:00Z");
    old.put("completed_on", "2026-11-18T10:05:00Z");
    get("/2.0/repositories/octo/hello.world/pipelines/")
        .query("sort", oneOf("-created_on"))
        .query("pagelen", oneOf("100"))
        .query("page", oneOf("1"))
        .answers(Answer.json(200, JsonObject.of("values", JsonArray.of(pipeline, old))));
    JsonObject ours = json("bitbucket/status.json");
    JsonObject mark =
        ours.copy()
            .put("url", "https://bitbucket.org/octo/hello.world/pipelines/results/4")
            .put("state", "SUCCESSFUL")
            .put("refname", "main")
            .put("updated_on", "2026-11-20T10:05:00.500000+00:00");
    get("/2.0/repositories/octo/hello.world/commit/" + SHA + "/statuses")
        .query("pagelen", oneOf("100"))
        .answers(Answer.json(200, JsonObject.of("values", JsonArray.of(ours, mark))));

    List<CiEvent> events =
        told("bitbucket", Map.of("token", "t", "api_url", api.url() + "/2.0"), "octo/hello.world");

    assertThat(events).hasSize(2);
    assertThat(push(events).after()).isEqualTo(SHA);
    assertThat(push(events).branch()).isEqualTo("main");
    CiEvent.CiRun run = run(events);
    assertThat(run.runId()).isEqualTo("4");
    assertThat(run.state()).isEqualTo(RunState.SUCCESS);
    assertThat(run.finishedAt()).isEqualTo("2026-11-20T10:05:00.500Z");
  }
}
