package dev.verdict.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.ci.http.MicrometerCalls;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.tests.wholesystem.Tasks;
import dev.verdict.tests.wholesystem.WholeSystem;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Alerts, dashboards and scalers ask for what the services really tell. */
@Timeout(150)
class ExportedMetricsIT {
  private static final String WAITS = "{requirement=\"test [\\\"cuda\\\"]\"}";
  private static final Duration FIGURES_WITHIN = Duration.ofSeconds(30);

  @RegisterExtension static final WholeSystem system = new WholeSystem();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void every_metric_that_is_asked_for_is_exported() throws Exception {
    system.runs().run(Tasks.script("passes", "exit 0").request());
    Set<String> exported = namesIn(awaitQueue() + "\n" + ofCiSystems());

    Expressions.all()
        .forEach(
            (who, expression) -> {
              Set<String> asked = Expressions.metricsOf(expression);
              assertThat(asked.isEmpty() && !expression.contains("up{")).as(who).isFalse();
              assertThat(exported).as(who + ": " + expression).containsAll(asked);
            });
  }

  /** These names are promised; others build their own boards on them. */
  @Test
  void what_was_promised_is_exported() throws Exception {
    system.runs().run(Tasks.script("passes", "exit 0").request());
    String told = awaitQueue();

    assertThat(told).contains("distributed_testing_tasks_total{status=\"completed\"}");
    String bucket = "distributed_testing_task_duration_seconds_bucket{le=\"";
    assertThat(told.lines().filter(line -> line.startsWith(bucket)))
        .extracting(line -> line.substring(bucket.length()).split("\"", 2)[0])
        .containsExactly("0.1", "0.5", "1.0", "5.0", "10.0", "30.0", "60.0", "120.0", "+Inf");
    assertThat(namesIn(told + "\n" + ofCiSystems()))
        .contains(
            "distributed_testing_queue_depth",
            "distributed_testing_queue_age_seconds",
            "distributed_testing_workers",
            "distributed_testing_leases_lost_total",
            "distributed_testing_outbox_lag_seconds",
            "distributed_testing_consumer_lag",
            "distributed_testing_attempt_news_total",
            "distributed_testing_artifact_listings_total",
            "distributed_testing_artifact_stored_bytes");
  }

  @Test
  void a_metric_that_nobody_exports_would_be_seen() {
    assertThat(Expressions.metricsOf("sum(rate(verdict_nothing_total{x=\"verdict_y\"}[5m])) > 1"))
        .containsExactly("verdict_nothing_total");
  }

  /** Nobody has the hardware, so it is there to be counted. */
  private void submitOneThatWaits() throws Exception {
    String task =
        "{\"name\": \"waits\", \"config\": {\"command\": [\"true\"]},"
            + " \"requirements\": {\"hardware\": [\"cuda\"]}}";
    var answer =
        http.send(
            request("/api/v1/tasks")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(task))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  /** Figures of the queue are taken every few seconds. */
  private String awaitQueue() throws Exception {
    submitOneThatWaits();
    long end = System.nanoTime() + FIGURES_WITHIN.toNanos();
    while (true) {
      String text = http.send(request("/metrics").build(), BodyHandlers.ofString()).body();
      // One after the other is made anew, so a moment's look may find only one.
      if (text.contains("distributed_testing_queue_depth" + WAITS)
          && text.contains("distributed_testing_queue_age_seconds" + WAITS)) {
        return text;
      }
      assertThat(System.nanoTime()).as("no figures of the queue in:\n" + text).isLessThan(end);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(system.url() + path))
        .header("Authorization", "Bearer " + system.key());
  }

  /** As they are once a CI system was asked. */
  private static String ofCiSystems() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    MicrometerCalls calls = new MicrometerCalls(registry);
    calls.called("github", Operation.values()[0], "ok", Duration.ofMillis(5));
    calls.left("github", 4000);
    return registry.scrape();
  }

  private static Set<String> namesIn(String scrape) {
    return scrape
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> line.replaceAll("[{ ].*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
