package dev.verdict.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.reporter.stream.PlausibleRun;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody sees of the reporter over HTTP. */
class ReporterIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private static RunningReporter reporter;

  @BeforeAll
  static void start() {
    reporter =
        new RunningReporter(
            postgres.database(), kafka.bootstrapServers(), kafka.freshTopic("events", 4));
  }

  @AfterAll
  static void stop() {
    reporter.close();
  }

  private static JsonNode json(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).describedAs(response.body()).isEqualTo(status);
    return Json.tree(response.body().getBytes(StandardCharsets.UTF_8));
  }

  private static String report(UUID run) {
    return "/api/v1/runs/" + run + "/report";
  }

  @Test
  void theReportHoldsEveryTestOnce() {
    PlausibleRun run = PlausibleRun.finished("nightly", 10, 8);
    reporter.publish(run.events());

    JsonNode report = json(reporter.get(report(run.id())), 200);

    assertThat(report.toString()).contains(run.id().toString()).contains("nightly");
    String text = report.toString();
    assertThat(text.split("test_total_of_a_basket\\[case-00003]\"", -1).length - 1)
        .describedAs("one for each task")
        .isGreaterThanOrEqualTo(10);
  }

  @Test
  void everyFormatIsServed() {
    PlausibleRun run = PlausibleRun.finished("nightly", 2, 60);
    reporter.publish(run.events());

    for (String format : List.of("json", "md", "html", "xml", "gitlab")) {
      HttpResponse<String> response = reporter.get(report(run.id()) + "?format=" + format);

      assertThat(response.statusCode()).describedAs(format + response.body()).isEqualTo(200);
      assertThat(response.body()).describedAs(format).contains("nightly");
      assertThat(response.headers().firstValue("Content-Disposition").orElse(""))
          .contains(run.id().toString());
    }
  }

  @Test
  void artifactsLinkToThisSystem() {
    PlausibleRun run = PlausibleRun.finished("nightly", 1, 1);
    reporter.publish(run.events());

    JsonNode report = json(reporter.get(report(run.id())), 200);

    assertThat(report.findValuesAsText("url"))
        .anyMatch(url -> url.startsWith(reporter.url("/a/").toString()));
  }

  @Test
  void linksThatComeAfterTheEndAreInTheReport() throws Exception {
    PlausibleRun run = PlausibleRun.finished("linked", 1, 1);
    reporter.publish(run.events());
    assertThat(json(reporter.get(report(run.id()) + "?wait_for_links=1"), 200).toString())
        .doesNotContain("at-github.zip");
    CompletableFuture<HttpResponse<String>> asked =
        CompletableFuture.supplyAsync(() -> reporter.get(report(run.id()) + "?wait_for_links=20"));

    reporter.publish(List.of(run.resolved("at-github.zip")));

    JsonNode report = json(asked.get(15, TimeUnit.SECONDS), 200);
    assertThat(report.findValuesAsText("url"))
        .contains(reporter.url("/a/at-github.zip").toString());
    assertThat(report.toString())
        .contains("the CI system did not answer", "\"path\":\"github/at-github.zip\"");
    for (String format : List.of("md", "html")) {
      assertThat(reporter.get(report(run.id()) + "?format=" + format).body())
          .contains("at-github.zip");
    }
  }

  @Test
  void theReportWaitsForTheFinalEvent() throws Exception {
    PlausibleRun run = PlausibleRun.unfinished("slow", "main", 2, 5, PlausibleRun.START);
    reporter.publish(run.events());
    CompletableFuture<HttpResponse<String>> asked =
        CompletableFuture.supplyAsync(() -> reporter.get(report(run.id())));
    assertThat(json(reporter.get(report(run.id()) + "?wait=1"), 409).path("detail").asText())
        .contains("running")
        .contains("partial=true");
    assertThat(asked).isNotDone();

    int before = run.events().size();
    run.finish();
    reporter.publish(run.events().subList(before, run.events().size()));

    assertThat(asked.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void aFinalEventThatOvertakesTheRestDoesNotMakeAReport() {
    PlausibleRun run = PlausibleRun.finished("overtaken", 2, 5);
    List<dev.verdict.contract.event.RunEvent> events = new ArrayList<>(run.events());
    var late = events.remove(9);
    reporter.publish(events);

    assertThat(json(reporter.get(report(run.id()) + "?wait=1"), 503).path("detail").asText())
        .contains("not everything");

    reporter.publish(List.of(late));
    json(reporter.get(report(run.id())), 200);
  }

  @Test
  void aRunThatGoesOnHasAPartialReport() {
    PlausibleRun run = PlausibleRun.unfinished("going on", "main", 2, 5, PlausibleRun.START);
    reporter.publish(run.events());

    JsonNode report =
        json(reporter.get(report(run.id()) + "?partial=true&sequence=" + run.events().size()), 200);

    assertThat(report.toString())
        .contains("going on")
        .contains("test_total_of_a_basket[case-00004]");
  }

  @Test
  void afterARerunTheReportIsOfTheWholeRun() {
    PlausibleRun run = PlausibleRun.finished("again", 3, 60);
    reporter.publish(run.events());
    json(reporter.get(report(run.id())), 200);
    int before = run.events().size();
    run.rerun(0, 2);
    reporter.publish(run.events().subList(before, run.events().size()));

    HttpResponse<String> xml =
        reporter.get(report(run.id()) + "?format=xml&sequence=" + run.events().size());

    assertThat(xml.statusCode()).describedAs(xml.body()).isEqualTo(200);
    assertThat(xml.body().split("<testcase ", -1).length - 1).isEqualTo(180);
  }

  @Test
  void anUnknownRunIsAProblem() {
    UUID unknown = UUID.fromString("01900000-0000-7000-8000-000000000000");

    JsonNode problem = json(reporter.get(report(unknown) + "?wait=0"), 404);

    assertThat(problem.path("detail").asText()).contains(unknown.toString());
    json(reporter.get("/api/v1/runs/nonsense/report"), 404);
  }

  @Test
  void wrongParametersAreNamed() {
    JsonNode problem =
        json(reporter.get("/api/v1/history?limit=0&status=purple&since=yesterday"), 400);
    assertThat(problem.path("errors").findValuesAsText("field"))
        .contains("query.limit", "query.status");

    assertThat(json(reporter.get("/api/v1/history?since=yesterday"), 400).toString())
        .contains("query.since");
    assertThat(json(reporter.get("/api/v1/history?cursor=abc"), 400).toString())
        .contains("query.cursor");
    assertThat(json(reporter.get("/api/v1/history/tests"), 400).toString())
        .contains("query.test_id");
  }

  @Test
  void withoutAKeyThereIsNothing() {
    HttpResponse<String> refused = reporter.send(HttpRequest.newBuilder(reporter.url("/")).GET());

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).contains("Basic");
  }

  @Test
  void aBrowserGetsInWithTheKeyAsPassword() {
    String key =
        reporter
            .request("/")
            .build()
            .headers()
            .firstValue("Authorization")
            .orElseThrow()
            .substring(7);
    String basic =
        Base64.getEncoder().encodeToString(("me:" + key).getBytes(StandardCharsets.UTF_8));

    HttpResponse<String> page =
        reporter.send(
            HttpRequest.newBuilder(reporter.url("/"))
                .header("Authorization", "Basic " + basic)
                .GET());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
  }

  @Test
  void namesAreEscapedOnTheFirstPage() {
    PlausibleRun run = PlausibleRun.finished("<script>alert(1)</script>", 1, 1);
    reporter.publish(run.events());
    json(reporter.get(report(run.id())), 200);

    String page = reporter.get("/").body();

    assertThat(page).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
  }

  @Test
  void healthNamesItsParts() {
    JsonNode health = json(reporter.get("/health"), 200);

    assertThat(health.path("parts").has("database")).isTrue();
    assertThat(health.path("parts").path("kafka").path("detail").asText()).contains("events wait");
    assertThat(reporter.get("/metrics").body())
        .contains("verdict_reporter_batch_duration_seconds")
        .contains("verdict_reporter_rows_total")
        .contains("distributed_testing_consumer_lag");
  }
}
