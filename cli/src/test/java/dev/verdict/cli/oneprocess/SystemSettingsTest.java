package dev.verdict.cli.oneprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verdict.cli.client.Endpoint;
import dev.verdict.runtime.settings.SettingsProblem;
import dev.verdict.worker.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemSettingsTest {
  @TempDir private Path directory;

  private SystemSettings check(int port, String yaml, Map<String, String> environment)
      throws IOException {
    Path file = Files.writeString(directory.resolve("verdict.yaml"), yaml);
    return SystemSettings.check(
        new OneProcessOptions(
            directory, port, 0, 0, 2, 3, environment::get, Optional.of(file), Map.of()));
  }

  @Test
  void keysOfEveryServiceAreKnown() throws IOException {
    String yaml =
        """
        http:
          idle_timeout: 61s
        coordinator:
          stop_timeout: 40s
          lease: 20s
        worker:
          grace: 3s
        log:
          level: error
        """;
    SystemSettings settings = check(0, yaml, Map.of("VERDICT_ARTIFACTS_KEEP_FREE", "1MiB"));

    assertThat(settings.http().idle()).isEqualTo(Duration.ofSeconds(61));
    assertThat(settings.coordinator().lease()).isEqualTo(Duration.ofSeconds(20));
    assertThat(settings.stop()).isEqualTo(Duration.ofSeconds(40));
    assertThat(settings.log().orElseThrow().level()).isEqualTo("error");
    assertThat(settings.workers())
        .extracting(WorkerSettings::name)
        .containsExactly("worker-1", "worker-2");
    assertThat(settings.workers()).extracting(WorkerSettings::slots).containsOnly(3);
    assertThat(check(0, "", Map.of()).log()).isEmpty();
  }

  @Test
  void mistakesOfEveryServiceAreToldTogetherAndOnce() {
    Map<String, String> environment =
        Map.of(
            "VERDICT_WORKER_GRACE", "abc",
            "VERDICT_HTTP_BODY_LIMIT", "lots",
            "VERDICT_POSTGRES_POOL_SIZE", "many");
    SettingsProblem problem =
        catchThrowableOfType(
            SettingsProblem.class,
            () -> check(0, "reporter:\n  batsch: 1\nlog:\n  format: nice\n", environment));

    assertThat(problem.mistakes()).hasSize(5);
    assertThat(problem)
        .hasMessageContaining("worker.grace: abc")
        .hasMessageContaining("http.body_limit: lots")
        .hasMessageContaining("postgres.pool_size: many")
        .hasMessageContaining("reporter.batsch: 1")
        .hasMessageContaining("log.format: nice");
  }

  @Test
  void thePortOfTheSettingsHoldsUnlessOneIsGiven() throws IOException {
    String yaml = "http:\n  port: 9000\n";
    assertThat(check(-1, yaml, Map.of()).http().port()).isEqualTo(9000);
    assertThat(check(-1, "", Map.of()).http().port()).isEqualTo(8080);
    assertThat(check(7000, yaml, Map.of()).http().port()).isEqualTo(7000);
  }

  @Test
  void whatTheSystemMakesItselfCannotBeSet() {
    assertThat(SystemSettings.keys())
        .contains("coordinator.lease", "worker.grace", "http.port", "artifact_retention_days")
        .doesNotContain("postgres.host", "kafka.bootstrap_servers", "worker.enroll_key");
  }

  @Test
  void onlyItsOwnerRemovesTheDescriptionOfASystem() throws IOException {
    Endpoint endpoint = new Endpoint("http://localhost:1", "k", "p", "f", null);
    EndpointFile owner = new EndpointFile(directory);
    EndpointFile other = new EndpointFile(directory);
    owner.publish(endpoint);

    other.remove();
    assertThat(Endpoint.in(directory)).contains(endpoint);
    owner.remove();
    assertThat(Endpoint.in(directory)).isEmpty();
  }
}
