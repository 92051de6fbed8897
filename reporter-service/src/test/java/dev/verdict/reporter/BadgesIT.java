package dev.verdict.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.reporter.stream.PlausibleRun;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Badges out of history. */
class BadgesIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private static RunningReporter reporter(boolean open) {
    return new RunningReporter(
        postgres.database(),
        kafka.bootstrapServers(),
        kafka.freshTopic("events", 4),
        new PeopleSettings(open, List.of("main", "master"), NotificationSettings.NONE));
  }

  private static HttpResponse<String> anybody(RunningReporter reporter, String path, String tag)
      throws Exception {
    URI url = reporter.request(path).build().uri();
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(20));
    if (!tag.isEmpty()) {
      request.header("If-None-Match", tag);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static void publish(RunningReporter reporter, PlausibleRun run) {
    reporter.publish(run.events());
    assertThat(reporter.get("/api/v1/runs/" + run.id() + "/report").statusCode()).isEqualTo(200);
  }

  @Test
  void sayWhatTheLatestRunsSay() throws Exception {
    try (RunningReporter reporter = reporter(true)) {
      publish(reporter, PlausibleRun.finished("unit", "main", 1, 10, PlausibleRun.START));
      publish(
          reporter,
          PlausibleRun.finished(
              "slow", "main", 1, 50, PlausibleRun.START.plus(Duration.ofHours(1))));
      publish(
          reporter,
          PlausibleRun.finished(
              "unit", "topic/x", 1, 50, PlausibleRun.START.plus(Duration.ofHours(2))));
      HttpResponse<String> svg = anybody(reporter, "/badges/combined.svg", "");
      assertThat(svg.statusCode()).isEqualTo(200);
      assertThat(svg.headers().firstValue("content-type")).contains("image/svg+xml; charset=utf-8");
      assertThat(svg.headers().firstValue("cache-control")).contains("public, max-age=60");
      assertThat(svg.body()).contains("aria-label=\"tests: 1 failing\"");
      String tag = svg.headers().firstValue("etag").orElseThrow();
      assertThat(anybody(reporter, "/badges/combined.svg", tag).statusCode()).isEqualTo(304);
      assertThat(anybody(reporter, "/badges/unit.json", "").body())
          .contains("\"label\":\"unit\"", "\"message\":\"10 passing\"", "brightgreen");
      assertThat(anybody(reporter, "/badges/integration-status.json", "").body())
          .contains("integration tests", "1 failing");
      assertThat(anybody(reporter, "/badges/unit.json?branch=topic%2Fx", "").body())
          .contains("1 failing");
      assertThat(anybody(reporter, "/badges/topic%2Fx.json", "").body()).contains("1 failing");
      assertThat(anybody(reporter, "/badges/unit.json?project=other", "").body())
          .contains("unknown", "\"isError\":true");
      HttpResponse<String> unknown = anybody(reporter, "/badges/nobody.svg", "");
      assertThat(unknown.statusCode()).isEqualTo(200);
      assertThat(unknown.body()).contains("nobody: unknown");
      assertThat(anybody(reporter, "/badges/combined.png", "").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void areForThoseWithAKeyUnlessTheyArePublic() throws Exception {
    try (RunningReporter reporter = reporter(false)) {
      assertThat(anybody(reporter, "/badges/combined.svg", "").statusCode()).isEqualTo(401);
      HttpResponse<String> known = reporter.get("/badges/combined.svg");
      assertThat(known.statusCode()).isEqualTo(200);
      assertThat(known.headers().firstValue("cache-control").orElse("")).startsWith("private");
    }
  }
}
