package dev.verdict.ci;

import static dev.verdict.testkit.ci.Rule.any;
import static dev.verdict.testkit.ci.Rule.matches;
import static dev.verdict.testkit.ci.Rule.oneOf;
import static dev.verdict.testkit.ci.Rule.optional;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.ci.http.CallListener;
import dev.verdict.ci.http.Clockwork;
import dev.verdict.ci.webhook.Retold;
import dev.verdict.ci.webhook.WebhookDialects;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.ci.DeliveryHistory.Sent;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import dev.verdict.testkit.ci.Route;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What CI systems tell again when they are asked is read by the same dialect as what they send, and
 * says the same.
 */
class DeliveryHistoryTest {
  private static final String SHA = "9fceb02d0ae598e95dc970b74767f19372d61af8";
  private static final Instant SINCE = Instant.parse("2026-11-20T09:00:00Z");
  private static final Instant ENDED = Instant.parse("2026-11-20T10:05:00Z");

  private final Vertx vertx = Vertx.vertx();

  @SuppressWarnings("NullAway.Init")
  private RecordedApi api;

  @BeforeEach
  void start() throws Exception {
    api = await(RecordedApi.start(vertx, Clock.systemUTC()));
  }

  @AfterEach
  void stop() throws Exception {
    assertThat(api.violations()).isEmpty();
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static JsonObject json(String resource) {
    return Answer.resource(DeliveryHistoryTest.class, resource).toJsonObject();
  }

  private Route get(String path) {
    return api.on(HttpMethod.GET, path);
  }

  /** All events that a provider tells of a repository, over all pages. */
  private List<CiEvent> told(String name, Map<String, String> settings, String repository)
      throws Exception {
    var host =
        new ProviderHost(
            vertx, CiProviders.load(), Map.of(), Clockwork.real(vertx), CallListener.NOBODY);
    RepositoryProviders providers = new RepositoryProviders(host, Map.of(name, settings));
    DeliveryHistory history =
        (DeliveryHistory) providers.of(name, repository, Operation.LIST_DELIVERIES);
    WebhookDialect dialect = WebhookDialects.load().named(name).orElseThrow();
    var question = new DeliveryHistory.Question(repository, "/webhooks/" + name, SINCE);
    List<CiEvent> events = new ArrayList<>();
    String page = "";
    for (int i = 0; i < 10 && page != null; i++) {
      DeliveryHistory.Page found = await(history.sent(question, page));
      for (Sent sent : found.deliveries()) {
        DeliveryHistory.Request request = await(history.request(sent));
        assertThat(request.headers()).containsEntry(Retold.MADE_FROM, List.of(sent.deliveryId()));
        events.addAll(
            dialect.read(
                new InboundRequest(request.headers(), Map.of(), request.body(), request.body())));
      }
      page = found.more();
    }
    await(providers.close());
    return events;
  }

  private static CiEvent.CiRun run(List<CiEvent> events) {
    return (CiEvent.CiRun)
        events.stream().filter(CiEvent.CiRun.class::isInstance).findFirst().orElseThrow();
  }

  private static CiEvent.Push push(List<CiEvent> events) {
    return (CiEvent.Push)
        events.stream().filter(CiEvent.Push.class::isInstance).findFirst().orElseThrow();
  }

  private static String repositoryOf(CiEvent.CiRun run) {
    var repository = run.repository();
    return repository == null ? "none" : repository.name();
  }

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

  @Test
  void jenkins_tells_the_builds_of_a_job_and_of_its_branches() throws Exception {
    JsonObject build = json("jenkins/build.json");
    JsonObject running = build.copy().put("building", true).putNull("result").put("duration", 0);
    get("/jenkins/job/team/job/app/api/json")
        .query("tree", matches("[\\w,\\[\\]{}]+"))
        .answers(
            Answer.json(
                200,
                JsonObject.of(
                    "name",
                    "app",
                    "url",
                    "https://ci.example/jenkins/job/team/job/app/",
                    "jobs",
                    JsonArray.of(
                        JsonObject.of(
                            "name",
                            "PR-7",
                            "displayName",
                            "PR-7",
                            "url",
                            "https://ci.example/jenkins/job/team/job/app%20%231/job/PR-7/",
                            "builds",
                            JsonArray.of(running, build))))));

    List<CiEvent> events =
        told(
            "jenkins",
            Map.of(
                "url", api.url() + "/jenkins",
                "user", "verdict",
                "token", "t",
                "scm_repository", "octo-org/hello.world"),
            "team/app");

    assertThat(events).hasSize(1);
    CiEvent.CiRun run = run(events);
    assertThat(run.runId())
        .isEqualTo("https://ci.example/jenkins/job/team/job/app%20%231/job/PR-7/12/");
    assertThat(run.pullRequest()).isEqualTo("7");
    assertThat(run.sha()).isEqualTo(SHA);
    assertThat(run.state()).isEqualTo(RunState.FAILURE);
    assertThat(run.finishedAt()).isEqualTo(Instant.ofEpochMilli(1795168805000L + 295000));
    assertThat(repositoryOf(run)).isEqualTo("octo-org/hello.world");
  }

  @Test
  void teamcity_tells_the_builds_of_a_repository() throws Exception {
    JsonObject build = json("teamcity/build.json");
    JsonObject other = build.copy().put("id", 1).put("revisions", new JsonObject());
    get("/app/rest/builds")
        .query(
            "locator",
            oneOf(
                "defaultFilter:false,state:finished,"
                    + "finishDate:(date:20261120T090000+0000,condition:after),count:100,start:0"))
        .query("fields", any())
        .answers(Answer.json(200, JsonObject.of("build", JsonArray.of(other, build))));

    List<CiEvent> events =
        told("teamcity", Map.of("url", api.url().toString(), "token", "t"), "octo-org/hello.world");

    assertThat(events).hasSize(1);
    CiEvent.CiRun run = run(events);
    assertThat(run.runId()).isEqualTo("8142");
    assertThat(run.state()).isEqualTo(RunState.FAILURE);
    assertThat(run.finishedAt()).isEqualTo("2026-11-20T10:05:00Z");
  }

  @Test
  void circleci_tells_the_workflows_of_its_pipelines() throws Exception {
    JsonObject pipeline = json("circleci/pipeline.json");
    JsonObject old = pipeline.copy().put("created_at", "2026-11-19T10:00:00Z");
    get("/api/v2/project/gh/octo-org/hello.world/pipeline")
        .query("page-token", optional(any()))
        .answers(
            Answer.json(
                200,
                JsonObject.of("items", JsonArray.of(pipeline, old), "next_page_token", "more")));
    JsonObject workflow = json("circleci/workflow.json");
    JsonObject running = workflow.copy().put("status", "running").putNull("stopped_at");
    get("/api/v2/pipeline/5034460f-c7c4-4c43-9457-de07e2029e7b/workflow")
        .query("page-token", optional(any()))
        .answers(Answer.json(200, JsonObject.of("items", JsonArray.of(running, workflow))));

    List<CiEvent> events =
        told(
            "circleci",
            Map.of("token", "t", "api_url", api.url() + "/api/v2"),
            "octo-org/hello.world");

    assertThat(events).hasSize(1);
    CiEvent.CiRun run = run(events);
    assertThat(run.runId()).isEqualTo("fda08377-fe7e-46b1-8992-3a7aaecac9c3");
    assertThat(run.state()).isEqualTo(RunState.FAILURE);
    assertThat(run.sha()).isEqualTo(SHA);
    assertThat(run.branch()).isEqualTo("feature/sums");
    assertThat(run.finishedAt()).isEqualTo(ENDED);
    assertThat(repositoryOf(run)).isEqualTo("octo-org/hello.world");
  }

  @Test
  void travis_tells_its_builds_and_passes_no_merge_off_as_a_commit() throws Exception {
    JsonObject build = json("travis/build.json");
    JsonObject pull =
        build.copy().put("id", 5).put("event_type", "pull_request").put("pull_request_number", 7);
    JsonObject running = build.copy().put("id", 6).put("state", "started").putNull("finished_at");
    get("/repo/octo-org%2Fhello.world/builds")
        .query("limit", oneOf("100"))
        .query("offset", oneOf("0"))
        .query("sort_by", oneOf("id:desc"))
        .answers(Answer.json(200, JsonObject.of("builds", JsonArray.of(running, pull, build))));

    List<CiEvent> events =
        told(
            "travis",
            Map.of("token", "t", "api_url", api.url().toString()),
            "octo-org/hello.world");

    assertThat(events).hasSize(2);
    CiEvent.CiRun first = (CiEvent.CiRun) events.get(0);
    assertThat(first.pullRequest()).isEqualTo("7");
    assertThat(first.sha()).isNull();
    CiEvent.CiRun run = (CiEvent.CiRun) events.get(1);
    assertThat(run.runId()).isEqualTo("271234562");
    assertThat(run.state()).isEqualTo(RunState.FAILURE);
    assertThat(run.sha()).isEqualTo(SHA);
    assertThat(run.branch()).isEqualTo("main");
    assertThat(run.finishedAt()).isEqualTo(ENDED);
  }
}
