package dev.verdict.tests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.artifacts.ArtifactSettings;
import dev.verdict.coordinator.CoordinatorSettings;
import dev.verdict.reporter.ReporterSettings;
import dev.verdict.runtime.settings.HttpSettings;
import dev.verdict.runtime.settings.LogSettings;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import dev.verdict.runtime.settings.TracingSettings;
import dev.verdict.worker.WorkerSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The four services, as the programs that read what a manifest tells them. */
enum Services {
  COORDINATOR(CoordinatorSettings::from),
  WORKER(WorkerSettings::from),
  REPORTER(ReporterSettings::from),
  ARTIFACTS(ArtifactSettings::from);

  private static final String KEY = "vk_" + "x".repeat(43);
  private final Consumer<SettingsReader> settings;

  Services(Consumer<SettingsReader> settings) {
    this.settings = settings;
  }

  String section() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  static Services of(JsonNode deployment) {
    String container = deployment.at("/spec/template/spec/containers/0/name").asText();
    return valueOf(container.toUpperCase(java.util.Locale.ROOT));
  }

  static SettingsReader reader(Rendering rendering, JsonNode deployment) {
    return new SettingsReader(
        SettingsSource.of(environment(rendering, deployment), Optional.empty(), Map.of()));
  }

  /** Reads everything, as the process does at its start. */
  SettingsReader readAll(Rendering rendering, JsonNode deployment) {
    SettingsReader reader = reader(rendering, deployment);
    settings.accept(reader);
    HttpSettings.forService(reader, 0);
    LogSettings.from(reader);
    TracingSettings.from(reader);
    reader.duration(section() + ".stop_timeout", Duration.ofSeconds(25));
    reader.duration(section() + ".start_timeout", Duration.ofSeconds(60));
    return reader;
  }

  /** What comes by reference is there too, as something of the right form. */
  private static Map<String, String> environment(Rendering rendering, JsonNode deployment) {
    Map<String, String> all = new TreeMap<>(rendering.environment(deployment));
    all.replaceAll((name, value) -> value.isEmpty() ? KEY : value);
    // Files that are mounted there and not here.
    all.replaceAll(
        (name, there) ->
            name.equals("VERDICT_POSTGRES_SSL_ROOT_CERT") || name.startsWith("VERDICT_HTTP_TLS_")
                ? Rendering.REPOSITORY.resolve("pom.xml").toString()
                : there);
    return all;
  }
}
