package dev.verdict.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.reporter.stream.SmallRun;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What runs meant, as others ask for it: from events on the topic to answers over HTTP. */
class InsightsHttpIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private static final Instant START =
      Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
  private static final String PAYS = "tests/test_shop.py::pays";
  private static RunningReporter reporter;
  private static SmallRun last;

  @BeforeAll
  static void start() {
    reporter =
        new RunningReporter(
            postgres.database(), kafka.bootstrapServers(), kafka.freshTopic("events", 1));
    SmallRun newest = SmallRun.on("main", "c", START);
    for (int n = 0; n < 24; n++) {
      SmallRun run =
          SmallRun.on("main", "c" + n / 2, START.plus(Duration.ofHours(n)))
              .took(n < 12 ? 1 + n % 3 * 0.1 : 5 + n % 3 * 0.1)
              .passed("adds");
      newest =
          n % 4 == 0 ? run.failed("pays", "KeyError", "no price tag " + n) : run.passed("pays");
      reporter.publish(newest.end().events());
    }
    last = newest;
    // The gate is the last step of the last run, and runs are looked at one after the other.
    reporter.answers("/api/v1/runs/" + last.id() + "/gate", 200);
  }

  @AfterAll
  static void stop() {
    reporter.close();
  }

  private static JsonNode get(String path) {
    return json(reporter.get("/api/v1/" + path), 200);
  }

  private static JsonNode json(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).describedAs(response.body()).isEqualTo(status);
    return Json.tree(response.body().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theGateExplainsItself() {
    JsonNode gate = get("runs/" + last.id() + "/gate");
    assertThat(gate.path("passed").asBoolean()).isTrue();
    assertThat(gate.path("rules").findValuesAsText("name"))
        .containsExactly("min_completeness", "max_failures");
    json(reporter.get("/api/v1/runs/" + UUID.randomUUID() + "/gate"), 404);
  }

  @Test
  void aComparisonNamesWhatWasRepaired() {
    JsonNode comparison = get("runs/" + last.id() + "/comparison");
    assertThat(comparison.path("base").asText()).isEqualTo("main");
    assertThat(comparison.path("counts").path("new_failures").asInt()).isZero();
    json(reporter.get("/api/v1/runs/" + UUID.randomUUID() + "/comparison"), 404);
  }

  @Test
  void failuresAreToldInThreeDepths() {
    JsonNode basic = get("failures?depth=basic&branch=main");
    assertThat(basic.path("items")).isEmpty();
    assertThat(basic.path("classes").get(0).path("failures").asInt()).isEqualTo(6);
    JsonNode kinds = get("failures?branch=main");
    assertThat(kinds.path("items")).hasSize(1);
    assertThat(kinds.path("items").get(0).path("runs").asInt()).isEqualTo(6);
    assertThat(kinds.path("items").get(0).has("solved")).isTrue();
    assertThat(get("failures?depth=comprehensive").path("items").get(0).path("workers")).hasSize(1);
    assertThat(get("failures?class=timeout&branch=main").path("items")).isEmpty();
    JsonNode kind = kinds.path("items").get(0);
    assertThat(
            get("runs/"
                    + kind.path("last").path("run_id").asText()
                    + "/failures/"
                    + kind.path("fingerprint").asText())
                .path("items")
                .findValuesAsText("test_id"))
        .containsExactly(PAYS);
    json(reporter.get("/api/v1/failures?class=odd"), 400);
    json(reporter.get("/api/v1/failures?cursor=odd"), 400);
  }

  @Test
  void aTestThatDisagreesWithItselfIsListedWithItsReasons() {
    JsonNode item = get("flaky?project=shop").path("items").get(0);
    assertThat(item.path("test_id").asText()).isEqualTo(PAYS);
    assertThat(item.path("probability").asDouble()).isGreaterThan(0.9);
    assertThat(item.path("reasons").toString()).contains("6 of 24 executions");
    assertThat(get("flaky?project=other").path("items")).isEmpty();
    json(reporter.get("/api/v1/flaky?min_probability=much"), 400);
  }

  @Test
  void aTrendNamesTheRunWhereTheLevelChanged() {
    JsonNode trends = get("trends?metric_name=execution_time&grouping=branch");
    JsonNode main = trends.path("groups").get(0);
    assertThat(trends.path("unit").asText()).isEqualTo("seconds");
    assertThat(main.path("name").asText()).isEqualTo("main");
    assertThat(main.path("count").asInt()).isEqualTo(24);
    assertThat(main.path("changes")).hasSize(1);
    assertThat(main.path("changes").get(0).path("commit_sha").asText()).isEqualTo("c6");
    assertThat(get("trends?grouping=hardware&test_id=" + PAYS).path("groups").get(0).path("name"))
        .hasToString("\"cpu\"");
    assertThat(
            get("trends?metric_name=execution_time&grouping=commit")
                .path("groups")
                .get(0)
                .path("direction")
                .asText())
        .isEqualTo("not_enough_runs");
    assertThat(get("trends?metric_name=execution_time&timeframe=1d").path("runs").asInt())
        .isLessThan(24);
    assertThat(get("trends/metrics").path("items").get(0).asText()).isEqualTo("execution_time");
    json(reporter.get("/api/v1/trends"), 400);
    json(reporter.get("/api/v1/trends?metric_name=a&grouping=moon"), 400);
  }

  @Test
  void aQuarantineHasAnOwnerAndAnEndAndIsMadeOnce() {
    String end = Instant.now().plus(Duration.ofDays(7)).truncatedTo(ChronoUnit.SECONDS).toString();
    String body =
        "{\"project\":\"shop\",\"test_id\":\"tests/x.py::x\",\"owner\":\"ada\",\"expires_at\":\"%s\"}"
            .formatted(end);
    String path = "/api/v1/flaky/quarantine";
    JsonNode made = json(reporter.post(path, body, "Idempotency-Key", "q1"), 201);
    JsonNode again = json(reporter.post(path, body, "Idempotency-Key", "q1"), 201);
    assertThat(again.path("id")).isEqualTo(made.path("id"));
    assertThat(made.path("state").asText()).isEqualTo("active");
    assertThat(made.path("created_by").asText()).isEqualTo("test");
    json(reporter.post(path, body.replace("ada", "bob"), "Idempotency-Key", "q1"), 422);
    json(reporter.post(path, body), 409);
    json(reporter.post(path, body.replace(end, "2020-01-01T00:00:00Z")), 400);
    json(reporter.post(path, body.replace("\"owner\":\"ada\",", "")), 400);

    String one = path + "/" + made.path("id").asText();
    JsonNode changed = json(send(one, "PUT", "{\"ticket\":\"PAY-1\"}"), 200);
    assertThat(changed.path("ticket").asText()).isEqualTo("PAY-1");
    assertThat(changed.path("owner").asText()).isEqualTo("ada");
    assertThat(ids(get("flaky/quarantine?project=shop"))).contains(made.path("id").asText());

    assertThat(json(send(one, "DELETE", ""), 200).path("state").asText()).isEqualTo("ended");
    assertThat(ids(get("flaky/quarantine?project=shop"))).doesNotContain(made.path("id").asText());
    assertThat(ids(get("flaky/quarantine?open=false"))).contains(made.path("id").asText());
    assertThat(json(reporter.get(one), 200).path("ended_by").asText()).isEqualTo("test");
    json(send(one, "PUT", "{\"ticket\":\"PAY-2\"}"), 409);
    json(reporter.post(path, body), 201);
    json(reporter.get(path + "/" + UUID.randomUUID()), 404);
  }

  private static Set<String> ids(JsonNode page) {
    return new HashSet<>(page.path("items").findValuesAsText("id"));
  }

  private static HttpResponse<String> send(String path, String method, String body) {
    return reporter.send(
        reporter
            .request(path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }
}
