package dev.verdict.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.verdict.contract.Json;
import dev.verdict.contract.api.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {
  private static ThingsServer server;

  @BeforeAll
  static void start() throws Exception {
    server = ThingsServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void aRequestThatFitsIsAnswered() throws Exception {
    var answer =
        server.post(
            "/api/v1/things",
            "application/json; charset=utf-8",
            "{\"name\": \"a\", \"config\": {\"command\": [\"ls\"]}}");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.getHeader("Location")).isEqualTo("/api/v1/things/1");
    assertThat(answer.bodyAsString())
        .isEqualTo("{\"name\":\"a\",\"config\":{\"command\":[\"ls\"]}}");
  }

  @Test
  void everythingThatIsWrongWithABodyIsToldAtOnceInPlainWords() throws Exception {
    Problem problem =
        badBody(
            """
            {"name": "", "slots": 99, "ratio": 0, "id": "x", "kind": "medium", "labels": {"a": 1},
             "api_key": "hush", "source": {"svn": "x"}, "config": {"command": [1, "b", null]}, "slot": 1}
            """);

    assertThat(problem.errors())
        .extracting(Problem.Fault::field, Problem.Fault::value, Problem.Fault::expected)
        .containsExactlyInAnyOrder(
            tuple("name", "", "a text that is not empty, 1 to 50 characters"),
            tuple("slots", 99, "a whole number from 1 to 64"),
            tuple("ratio", 0, "a number > 0"),
            tuple("id", "x", "a UUID"),
            tuple("kind", "medium", "one of small, large"),
            tuple("labels.a", 1, "a text"),
            tuple("api_key", "***", "a whole number"),
            tuple("source", "{\"svn\":\"x\"}", "an object with git, or an object with path"),
            tuple("config.command[0]", 1, "a text"),
            tuple("config.command[2]", null, "a text"),
            tuple("slot", 1, "no such field; did you mean slots?"));
    assertThat(problem.detail()).isEqualTo("11 things are wrong");
  }

  @Test
  void aListWhereAnotherThingCameIsNamedWithItsItems() throws Exception {
    Problem problem = badBody("{\"name\": \"a\", \"config\": {\"command\": \"ls -l\"}}");

    assertThat(problem.errors())
        .containsExactly(
            new Problem.Fault("config.command", "ls -l", "a list of texts, at least 1 items"));
    assertThat(problem.detail())
        .isEqualTo("config.command: ls -l (expected: a list of texts, at least 1 items)");
  }

  @Test
  void aMissingFieldHasNoValue() throws Exception {
    assertThat(badBody("{\"name\": \"a\"}").errors())
        .containsExactly(new Problem.Fault("config", null, "an object"));
  }

  @Test
  void aLongValueIsCut() throws Exception {
    Problem problem = badBody("{\"name\": \"" + "x".repeat(5000) + "\", \"config\": {}}");

    assertThat(problem.errors()).hasSize(1);
    assertThat((String) problem.errors().getFirst().value()).hasSize(201).endsWith("…");
  }

  @Test
  void inALargeBodyTheWrongPlaceIsFoundWithoutExplainingEverything() throws Exception {
    String many = "\"x\",".repeat(70_000) + "1," + "\"x\",".repeat(30_000) + "2";

    Problem problem = badBody("{\"name\": \"a\", \"config\": {\"command\": [" + many + "]}}");

    assertThat(problem.errors())
        .containsExactly(new Problem.Fault("config.command[70000]", 1, "a text"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"name\": \n oops}", "{\"name\": 1} {}", "{\"name\": 1, \"name\": 2}"})
  void whatIsNoJsonIsToldWithItsPosition(String body) throws Exception {
    Problem problem = badBody(body);

    assertThat(problem.errors()).hasSize(1);
    assertThat(problem.errors().getFirst().field()).isEqualTo("body");
    assertThat(problem.errors().getFirst().expected()).isEqualTo("JSON");
    assertThat((String) problem.errors().getFirst().value())
        .containsPattern("at line \\d, column \\d+");
  }

  @Test
  void aMissingBodyAndABodyOfAnotherTypeAreTold() throws Exception {
    assertThat(badBody("").errors()).extracting(Problem.Fault::field).containsExactly("body");

    var form = server.post("/api/v1/things", "application/x-www-form-urlencoded", "name=a");
    assertThat(form.statusCode()).isEqualTo(415);
    assertThat(problem(form).detail())
        .isEqualTo("Content-Type: application/x-www-form-urlencoded (expected: application/json)");
  }

  @Test
  void parametersAreReadAsWhatTheyAre() throws Exception {
    var answer =
        server.get(
            "/api/v1/things?limit=5&ids=1,2&ids=3&partial=true&cursor=100%25+a%2Bb", "reader");

    assertThat(answer.bodyAsJsonObject().getMap())
        .containsEntry("limit", 5)
        .containsEntry("cursor", "100% a+b")
        .containsEntry("partial", true)
        .hasEntrySatisfying("ids", ids -> assertThat(ids).hasToString("[1, 2, 3]"));
  }

  @Test
  void everyParameterThatIsWrongIsTold() throws Exception {
    var answer =
        server.get("/api/v1/things?limit=0&ids=1,2,3,4&partial=maybe&format=pdf&limit=2", "reader");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(problem(answer).errors())
        .extracting(Problem.Fault::field, Problem.Fault::value, Problem.Fault::expected)
        .containsExactlyInAnyOrder(
            tuple("query.limit", "0,2", "a whole number from 1 to 1000"),
            tuple("query.ids", "1,2,3,4", "a list of whole numbers, at most 3 items"),
            tuple("query.partial", "maybe", "true or false"),
            tuple("query.format", "pdf", "one of json, html"));
  }

  @Test
  void anUnknownPathIsAProblemAndAnotherMethodSaysWhatIsAllowed() throws Exception {
    var unknown = server.get("/api/v1/thongs", "reader");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(problem(unknown).detail()).contains("/api/v1/thongs");

    var method =
        server.request(HttpMethod.DELETE, "/api/v1/things/7").send().await(20, TimeUnit.SECONDS);
    assertThat(method.statusCode()).isEqualTo(405);
    assertThat(method.getHeader("Allow")).isEqualTo("GET, PUT");
    assertThat(problem(method).detail()).isEqualTo("method: DELETE (expected: GET, PUT)");
  }

  @Test
  void anIdThatIsNoneIsNotFound() throws Exception {
    var answer = server.get("/api/v1/things/%3Cscript%3E", "reader");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(problem(answer).detail()).isEqualTo("thing: <script> (expected: one that exists)");
  }

  @Test
  void ourOwnMistakeIsAnIncidentAndTellsNothingOfTheInside() throws Exception {
    var answer = server.get("/api/v1/broken", "reader");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(problem(answer).instance()).startsWith("urn:verdict:incident:");
    assertThat(answer.bodyAsString()).doesNotContain("secret plan").doesNotContain("java");
  }

  private static Problem badBody(String body) throws Exception {
    HttpResponse<Buffer> answer = server.post("/api/v1/things", "application/json", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    return problem(answer);
  }

  static Problem problem(HttpResponse<Buffer> answer) {
    assertThat(answer.getHeader("Content-Type")).isEqualTo(Problem.MEDIA_TYPE);
    return Json.read(answer.body().getBytes(), Problem.class);
  }
}
