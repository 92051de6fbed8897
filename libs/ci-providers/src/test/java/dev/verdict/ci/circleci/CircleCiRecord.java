package dev.verdict.ci.circleci;

import static dev.verdict.testkit.ci.Rule.matches;
import static dev.verdict.testkit.ci.Rule.oneOf;
import static dev.verdict.testkit.ci.Rule.optional;

import dev.verdict.plugin.ci.http.Encoding;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import dev.verdict.testkit.ci.Route;
import dev.verdict.testkit.ci.Rule;
import dev.verdict.testkit.ci.Seen;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Version 2 of CircleCI's API as its description has it, with one pipeline of one project. */
final class CircleCiRecord {
  static final String WORKFLOW = "fda08377-fe7e-46b1-8992-3a7aaecac9c3";
  static final String PIPELINE = "5034460f-c7c4-4c43-9457-de07e2029e7b";
  private static final String PROJECT = "/project/gh/octo-org/hello.world";
  private static final Rule TOKEN_OF_PAGE = optional(matches("AARLwwV[0-9]+"));

  /** How many jobs, and files, are in one answer. */
  private static final int PAGE = 50;

  private static final int PAGE_OF_JOBS = 3;

  private final RecordedApi api;
  private final String token;
  private final JsonObject workflow = payload("workflow.json");
  private final JsonObject pipeline = payload("pipeline.json");
  private final List<JsonObject> workflows = new ArrayList<>(List.of(workflow));
  private String files;

  CircleCiRecord(RecordedApi api, String token) {
    this.api = api;
    this.token = token;
    this.files = api.url() + "/files";
    runs();
    artifacts();
  }

  static List<String> artifactNames() {
    return IntStream.range(0, 200).mapToObj(i -> "out/report #" + i + " ü 50%.xml").toList();
  }

  static JsonObject payload(String name) {
    return Answer.resource(CircleCiRecord.class, name).toJsonObject();
  }

  JsonObject workflow() {
    return workflow;
  }

  JsonObject pipeline() {
    return pipeline;
  }

  List<JsonObject> workflows() {
    return workflows;
  }

  void filesAt(String url) {
    files = url;
  }

  private Route on(String path) {
    return api.on(HttpMethod.GET, "/api/v2" + path).header("Circle-Token", oneOf(token));
  }

  private void runs() {
    on(PROJECT).answers(Answer.file(200, CircleCiRecord.class, "project.json"));
    on("/workflow/" + WORKFLOW).answers(seen -> Answer.json(200, workflow));
    on("/pipeline/" + PIPELINE).answers(seen -> Answer.json(200, pipeline));
    on("/pipeline/" + PIPELINE + "/workflow")
        .query("page-token", TOKEN_OF_PAGE)
        .answers(seen -> paged(seen, workflows, 1));
    on(PROJECT + "/job/{number}").answers(Answer.file(200, CircleCiRecord.class, "job.json"));
  }

  private void artifacts() {
    List<JsonObject> jobs = new ArrayList<>(List.of(payload("approval_job.json")));
    for (int number = 101; number <= 103; number++) {
      jobs.add(payload("workflow_job.json").put("job_number", number));
    }
    on("/workflow/" + WORKFLOW + "/job")
        .query("page-token", TOKEN_OF_PAGE)
        .answers(seen -> paged(seen, jobs, PAGE_OF_JOBS));
    on(PROJECT + "/{number}/artifacts")
        .query("page-token", TOKEN_OF_PAGE)
        .answers(
            seen ->
                switch (seen.name("number")) {
                  case "101" -> paged(seen, files(0, 80), PAGE);
                  case "102" -> paged(seen, files(80, 150), PAGE);
                  case "103" -> paged(seen, files(150, 200), PAGE);
                  default -> Answer.json(404, JsonObject.of("message", "Job not found"));
                });
    api.on(HttpMethod.GET, "/files/{path*}")
        .header("Circle-Token", oneOf(token))
        .answers(Answer.text(200, "application/xml", "<testsuite/>"));
  }

  private List<JsonObject> files(int from, int to) {
    return artifactNames().subList(from, to).stream()
        .map(
            name ->
                JsonObject.of(
                    "path", name, "node_index", 0, "url", files + "/0/" + Encoding.path(name)))
        .toList();
  }

  private static Answer paged(Seen seen, List<JsonObject> all, int size) {
    String asked = seen.value("page-token").replace("AARLwwV", "");
    int page = asked.isEmpty() ? 1 : Integer.parseInt(asked);
    String next = page * size < all.size() ? "AARLwwV" + (page + 1) : null;
    return Answer.json(
        200,
        JsonObject.of(
            "items", new JsonArray(RecordedApi.page(all, page, size)), "next_page_token", next));
  }
}
