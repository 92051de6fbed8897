package dev.verdict.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
  @TempDir Path directory;

  @Test
  void aFlagWinsOverTheEnvironmentAndThatOverTheFileAndThatOverTheDefault() throws IOException {
    Path file = file("http:\n  host: from-file\n  port: 1\n  drain: 9s\n");
    Map<String, String> env = Map.of("VERDICT_HTTP_HOST", "from-env", "VERDICT_HTTP_PORT", "2");
    SettingsReader reader = reader(env, file, Map.of("http.port", "3"));

    HttpSettings settings = HttpSettings.from(reader, "from-default", 4);
    reader.check();

    assertThat(settings.port()).isEqualTo(3);
    assertThat(settings.host()).isEqualTo("from-env");
    assertThat(settings.drain()).isEqualTo(Duration.ofSeconds(9));
    assertThat(settings.idle()).isEqualTo(Duration.ofSeconds(75));
    assertThat(reader.effective())
        .contains(
            new EffectiveSetting("http.port", "3", Origin.flag("http.port")),
            new EffectiveSetting("http.host", "from-env", Origin.env("VERDICT_HTTP_HOST")),
            new EffectiveSetting("http.drain", "9s", Origin.file("verdict.yaml", 4)),
            new EffectiveSetting("http.metrics_auth", "false", Origin.BY_DEFAULT));
  }

  @Test
  void allMistakesAreToldTogetherWithKeyValueExpectationAndOrigin() throws IOException {
    Path file =
        file(
            """
            http:
              port: 99999
              hots: example.org
            log:
              level: loud
            workers: {}
            wroker:
              slots: 4
            """);
    Map<String, String> env = Map.of("VERDICT_HTTP_IDLE_TIMEOUT", "soon");
    SettingsReader reader = reader(env, file, Map.of("http.metrics_auth", "perhaps"));
    HttpSettings.from(reader, "localhost", 8080);
    LogSettings.from(reader);
    reader.text("coordinator.public_url").required();

    SettingsProblem problem = catchThrowableOfType(SettingsProblem.class, reader::check);

    assertThat(problem.mistakes()).hasSize(7);
    assertThat(problem)
        .hasMessageStartingWith("7 settings are wrong:")
        .hasMessageContaining(
            "http.port: 99999 (expected: a whole number from 0 to 65535) in verdict.yaml line 2")
        .hasMessageContaining(
            "http.idle_timeout: soon (expected: a time as in 500ms, 30s, 5m, 2h or 7d, or a number"
                + " of seconds) in environment variable VERDICT_HTTP_IDLE_TIMEOUT")
        .hasMessageContaining(
            "http.metrics_auth: perhaps (expected: true or false) in flag http.metrics_auth")
        .hasMessageContaining(
            "log.level: loud (expected: one of trace, debug, info, warn, error) in verdict.yaml"
                + " line 5")
        .hasMessageContaining("coordinator.public_url: missing (expected: a text)")
        .hasMessageContaining(
            "http.hots: example.org (expected: a known key; did you mean http.host?) in"
                + " verdict.yaml line 3")
        .hasMessageContaining("wroker.slots: 4 (expected: one of the sections ")
        .hasMessageContaining("did you mean worker?");
  }

  @Test
  void keysOfAnotherServiceInTheSharedFileAreNoMistake() throws IOException {
    SettingsReader reader = reader(Map.of(), file("worker:\n  slots: 4\n"), Map.of());
    HttpSettings.from(reader, "localhost", 8080);

    reader.check();

    assertThat(reader.warnings()).isEmpty();
  }

  @Test
  void aVariableThatMeansNothingIsAWarningWithTheNearestOne() {
    Map<String, String> env =
        Map.of("VERDICT_HTTP_PROT", "1", "VERDICT_WORKER_SLOTS", "2", "HOME", "/");
    SettingsReader reader = reader(env, null, Map.of());
    HttpSettings.from(reader, "localhost", 8080);

    reader.check();

    assertThat(reader.warnings())
        .containsExactly("VERDICT_HTTP_PROT: means nothing here; did you mean VERDICT_HTTP_PORT?");
  }

  @Test
  void secretsAreNeitherShownInMistakesNorAmongTheEffective() {
    Map<String, String> env =
        Map.of(
            "VERDICT_POSTGRES_URL", "mysql://me:sesame-open@db/x",
            "VERDICT_POSTGRES_PASSWORD", "abracadabra",
            "VERDICT_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "module password=hocuspocus;");
    SettingsReader reader = reader(env, null, Map.of());
    PostgresSettings postgres = PostgresSettings.from(reader);
    KafkaSettings kafka = KafkaSettings.from(reader);

    SettingsProblem problem = catchThrowableOfType(SettingsProblem.class, reader::check);

    assertThat(postgres.password().reveal()).isEqualTo("abracadabra");
    assertThat(kafka.properties()).containsEntry("sasl.jaas.config", "module password=hocuspocus;");
    String shown = problem.getMessage() + reader.effective() + postgres + kafka;
    assertThat(shown)
        .contains("postgres.url: *** (expected: postgresql://")
        .doesNotContain("sesame")
        .doesNotContain("abracadabra")
        .doesNotContain("hocuspocus");
  }

  @Test
  void aDatabaseUrlIsTakenApartAndSingleKeysWin() {
    Map<String, String> env =
        Map.of(
            "VERDICT_POSTGRES_URL", "postgresql://me:p%40ss+word@db.example:5433/tests",
            "VERDICT_POSTGRES_DATABASE", "other");
    SettingsReader reader = reader(env, null, Map.of());

    PostgresSettings settings = PostgresSettings.from(reader);
    reader.check();

    assertThat(settings.host()).isEqualTo("db.example");
    assertThat(settings.port()).isEqualTo(5433);
    assertThat(settings.user()).isEqualTo("me");
    assertThat(settings.password().reveal()).isEqualTo("p@ss+word");
    assertThat(settings.database()).isEqualTo("other");
  }

  @Test
  void listsSizesAndSecretsAreReadFromEverySource() throws IOException {
    Path file = file("http:\n  body_limit: 2MiB\nplugins:\n  dirs: [a, b]\n");
    Map<String, String> env = Map.of("VERDICT_WEBHOOKS_GITHUB_SECRETS", "old-secret, new-secret");
    SettingsReader reader = reader(env, file, Map.of());

    assertThat(HttpSettings.from(reader, "localhost", 1).bodyLimit()).isEqualTo(2 << 20);
    assertThat(reader.list("plugins.dirs", List.of())).containsExactly("a", "b");
    assertThat(reader.secrets("webhooks.github.secrets"))
        .containsExactly(new Secret("old-secret"), new Secret("new-secret"));
    reader.check();
    assertThat(reader.effective().toString()).doesNotContain("old-secret");
  }

  @Test
  void aTimeCanHaveBoundsThatTheMistakeNames() {
    Map<String, String> flags =
        Map.of("coordinator.lease", "0s", "coordinator.scan_interval", "50ms", "http.drain", "3d");
    SettingsReader reader = reader(Map.of(), null, flags);
    Duration min = Duration.ofMillis(50);
    Duration max = Duration.ofDays(2);

    reader.duration("coordinator.lease", Duration.ofSeconds(30), Duration.ofSeconds(3), max);
    Duration scan = reader.duration("coordinator.scan_interval", max, min, max);
    reader.duration("http.drain", min, min, max);

    assertThat(scan).isEqualTo(min);
    assertThat(catchThrowableOfType(SettingsProblem.class, reader::check))
        .hasMessageStartingWith("2 settings are wrong:")
        .hasMessageContaining("coordinator.lease: 0s (expected: a time")
        .hasMessageContaining("from 3s to 2d")
        .hasMessageContaining("http.drain: 3d (expected: a time")
        .hasMessageContaining("from 50ms to 2d");
  }

  @Test
  void whatSeveralReadIsOneMistake() {
    SettingsReader reader = reader(Map.of(), null, Map.of("postgres.pool_size", "none"));
    PostgresSettings.from(reader);
    PostgresSettings.from(reader);

    assertThat(catchThrowableOfType(SettingsProblem.class, reader::check).mistakes()).hasSize(1);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("verdict.yaml"), text);
  }

  private static SettingsReader reader(
      Map<String, String> env,
      @org.jspecify.annotations.Nullable Path file,
      Map<String, String> flags) {
    return new SettingsReader(SettingsSource.of(env, Optional.ofNullable(file), flags));
  }
}
