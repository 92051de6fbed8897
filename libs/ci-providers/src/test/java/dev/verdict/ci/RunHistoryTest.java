package dev.verdict.ci;

import static dev.verdict.testkit.ci.Rule.any;
import static dev.verdict.testkit.ci.Rule.matches;
import static dev.verdict.testkit.ci.Rule.oneOf;
import static dev.verdict.testkit.ci.Rule.optional;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.testkit.ci.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** CI systems that build what others host tell the ends of runs. */
class RunHistoryTest extends ToldAgain {
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
            "gh/octo-org/hello.world");

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
