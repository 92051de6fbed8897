package dev.verdict.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.reporter.stream.PlausibleRun;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Looking back over several runs. */
class HistoryIT {
  private static final int RUNS = 7;
  private static final String TEST =
      "tests/checkout/test_basket_00000.py::TestBasket::test_total_of_a_basket[case-00003]";

  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private static final List<PlausibleRun> RUNS_BY_TIME = new ArrayList<>();
  private static RunningReporter reporter;

  @BeforeAll
  static void start() {
    reporter =
        new RunningReporter(
            postgres.database(), kafka.bootstrapServers(), kafka.freshTopic("events", 4));
    for (int i = 0; i < RUNS; i++) {
      String branch = i % 2 == 0 ? "main" : "feature/søk";
      PlausibleRun run =
          PlausibleRun.finished(
              "run-" + i, branch, i == 0 ? 5 : 1, 5, PlausibleRun.START.plus(Duration.ofHours(i)));
      RUNS_BY_TIME.add(run);
      reporter.publish(run.events());
    }
    RUNS_BY_TIME.forEach(run -> json(reporter.get("/api/v1/runs/" + run.id() + "/report"), 200));
  }

  @AfterAll
  static void stop() {
    reporter.close();
  }

  private static JsonNode json(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).describedAs(response.body()).isEqualTo(status);
    return Json.tree(response.body().getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> names(String query) {
    return json(reporter.get("/api/v1/history" + query), 200)
        .path("items")
        .findValuesAsText("name");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void theNewestRunStandsFirst() {
    assertThat(names(""))
        .containsExactly("run-6", "run-5", "run-4", "run-3", "run-2", "run-1", "run-0");
  }

  @Test
  void filtersNarrowTheList() {
    assertThat(names("?branch=" + encoded("feature/søk")))
        .containsExactly("run-5", "run-3", "run-1");
    assertThat(names("?project=shop&commit_sha=0123456789abcdef&status=completed&limit=1"))
        .containsExactly("run-6");
    assertThat(names("?project=other")).isEmpty();
    assertThat(names("?status=failed")).isEmpty();
    assertThat(names("?since=2026-11-20T12:00:00Z&until=2026-11-20T15:00:00%2B01:00"))
        .containsExactly("run-3", "run-2");
    assertThat(names("?until=2026-11-20")).isEmpty();
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = json(reporter.get("/api/v1/history?limit=3" + cursor), 200);
      assertThat(page.path("items").size()).isLessThanOrEqualTo(3);
      seen.addAll(page.path("items").findValuesAsText("name"));
      cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());

    assertThat(seen).containsExactly("run-6", "run-5", "run-4", "run-3", "run-2", "run-1", "run-0");
  }

  @Test
  void oneTestIsSeenOverTime() {
    List<String> runs = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          json(
              reporter.get("/api/v1/history/tests?limit=2&test_id=" + encoded(TEST) + cursor), 200);
      page.path("items").forEach(item -> runs.add(item.path("run_name").asText()));
      cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());

    assertThat(runs).containsExactly("run-6", "run-5", "run-4", "run-3", "run-2", "run-1", "run-0");
  }

  @Test
  void everyAttemptOfATestIsKeptAndTheLastOneCounts() {
    String flaky =
        "tests/checkout/test_basket_00004.py::TestBasket::test_total_of_a_basket[case-00000]";

    JsonNode items =
        json(reporter.get("/api/v1/history/tests?test_id=" + encoded(flaky)), 200).path("items");

    assertThat(items.findValuesAsText("attempt")).containsExactly("2", "1");
    assertThat(items.findValuesAsText("verdict")).containsExactly("passed", "failed");
    assertThat(items.findValuesAsText("latest")).containsExactly("true", "false");
  }

  @Test
  void workersFiguresAreMetrics() {
    UUID run = RUNS_BY_TIME.get(1).id();

    JsonNode items = json(reporter.get("/api/v1/metrics?run_id=" + run), 200).path("items");

    assertThat(items.findValuesAsText("metric_name"))
        .containsExactlyInAnyOrder("execution_time", "memory_usage");
    assertThat(
            json(reporter.get("/api/v1/metrics?metric_name=execution_time&run_id=" + run), 200)
                .path("items"))
        .singleElement()
        .satisfies(
            metric -> {
              assertThat(metric.path("metric_value").asDouble()).isEqualTo(1.25);
              assertThat(metric.path("unit").asText()).isEqualTo("seconds");
            });
  }

  @Test
  void aFigureIsRecordedOnce() {
    UUID run = RUNS_BY_TIME.get(2).id();
    UUID task = RUNS_BY_TIME.get(2).tasks().getFirst();
    String body =
        """
        {"run_id":"%s","task_id":"%s","metric_name":"accuracy","metric_value":0.93,"unit":"ratio"}\
        """
            .formatted(run, task);

    JsonNode first = json(reporter.post("/api/v1/metrics", body, "Idempotency-Key", "one"), 201);
    JsonNode again = json(reporter.post("/api/v1/metrics", body, "Idempotency-Key", "one"), 201);
    json(
        reporter.post("/api/v1/metrics", body.replace("0.93", "0.94"), "Idempotency-Key", "one"),
        422);

    assertThat(again).isEqualTo(first);
    assertThat(
            json(reporter.get("/api/v1/metrics?metric_name=accuracy&task_id=" + task), 200)
                .path("items"))
        .containsExactly(first);
  }

  @Test
  void aFigureOfNobodyIsRefused() {
    String unknownRun =
        "{\"run_id\":\"01900000-0000-7000-8000-000000000000\",\"metric_name\":\"accuracy\",\"metric_value\":1}";
    assertThat(json(reporter.post("/api/v1/metrics", unknownRun), 400).toString())
        .contains("run_id");

    String foreignTask =
        "{\"run_id\":\"%s\",\"task_id\":\"%s\",\"metric_name\":\"accuracy\",\"metric_value\":1}"
            .formatted(RUNS_BY_TIME.get(2).id(), RUNS_BY_TIME.get(3).tasks().getFirst());
    assertThat(json(reporter.post("/api/v1/metrics", foreignTask), 400).toString())
        .contains("task_id");

    assertThat(
            json(reporter.post("/api/v1/metrics", "{\"metric_value\":\"much\"}"), 400)
                .path("errors")
                .size())
        .isEqualTo(3);
  }
}
