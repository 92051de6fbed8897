package dev.verdict.ci.travis;

import static dev.verdict.testkit.ci.Rule.oneOf;

import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import dev.verdict.testkit.ci.Route;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;

/** Version 3 of Travis CI's API as its description has it, with one build of one repository. */
final class TravisRecord {
  static final String BUILD = "271234562";
  private static final int FIRST_JOB = 371_000_000;
  private static final int JOBS = 200;

  private final RecordedApi api;
  private final String token;
  private final JsonObject build = Answer.resource(TravisRecord.class, "build.json").toJsonObject();
  private final List<JsonObject> jobs = IntStream.range(0, JOBS).mapToObj(this::job).toList();

  TravisRecord(RecordedApi api, String token) {
    this.api = api;
    this.token = token;
    on("/repo/octo-org%2Fhello.world", "application/json")
        .answers(Answer.file(200, TravisRecord.class, "repository.json"));
    on("/build/" + BUILD, "application/json").answers(seen -> Answer.json(200, build));
    on("/build/" + BUILD + "/jobs", "application/json").answers(seen -> Answer.json(200, list()));
    on("/job/{id}/log.txt", "text/plain")
        .answers(seen -> Answer.text(200, "text/plain", "the log of " + seen.name("id") + "\r\n"));
  }

  static List<String> artifactNames() {
    return IntStream.rangeClosed(1, JOBS).mapToObj(i -> "job-562." + i + ".log").toList();
  }

  JsonObject build() {
    return build;
  }

  List<JsonObject> jobs() {
    return jobs;
  }

  private Route on(String path, String accepted) {
    return api.on(HttpMethod.GET, "/api" + path)
        .header("Authorization", oneOf("token " + token))
        .header("Travis-API-Version", oneOf("3"))
        .header("Accept", oneOf(accepted));
  }

  private JsonObject list() {
    return JsonObject.of(
        "@type",
        "jobs",
        "@href",
        "/build/" + BUILD + "/jobs",
        "@representation",
        "standard",
        "jobs",
        new JsonArray(jobs));
  }

  private JsonObject job(int index) {
    return Answer.resource(TravisRecord.class, "job.json")
        .toJsonObject()
        .put("id", FIRST_JOB + index)
        .put("number", "562." + (index + 1));
  }
}
