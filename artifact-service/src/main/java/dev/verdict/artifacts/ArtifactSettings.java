package dev.verdict.artifacts;

import dev.verdict.artifacts.usecase.ArtifactRules;
import dev.verdict.artifacts.usecase.LogRules;
import dev.verdict.runtime.settings.KafkaSettings;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.runtime.settings.SettingsReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the artifact service is set up.
 *
 * @param keepFree so many bytes of the disk are left to others
 * @param publicUrl where users reach us, when that is not where a request came in
 */
public record ArtifactSettings(
    PostgresSettings postgres,
    KafkaSettings kafka,
    Path directory,
    long keepFree,
    Duration sweepInterval,
    Optional<URI> publicUrl,
    ArtifactRules artifacts,
    LogRules logs) {
  private static final long MIB = 1L << 20;

  public static ArtifactSettings from(SettingsReader reader) {
    return new ArtifactSettings(
        PostgresSettings.from(reader),
        KafkaSettings.from(reader),
        reader.path("artifacts.directory").orElse(Path.of(".verdict", "artifacts")),
        reader.size("artifacts.keep_free", 256 * MIB),
        positive(reader, "artifacts.sweep_interval", Duration.ofMinutes(10)),
        reader.url("http.public_url").optional(),
        artifactRules(reader),
        logRules(reader));
  }

  private static ArtifactRules artifactRules(SettingsReader reader) {
    return new ArtifactRules(
        reader.size("artifacts.max_size", 2048 * MIB),
        reader.size("artifacts.max_bundle_size", 1024 * MIB),
        Duration.ofDays(reader.number("artifact_retention_days", 30, 1, 36_500)),
        positive(reader, "artifacts.bundle_retention", Duration.ofDays(7)),
        positive(reader, "artifacts.tombstone_retention", Duration.ofDays(365)));
  }

  private static LogRules logRules(SettingsReader reader) {
    long limit = reader.size("artifacts.max_log_size", 64 * MIB);
    if (limit < 1) {
      reader.mistake("artifacts.max_log_size", Long.toString(limit), "at least 1 byte");
    }
    return new LogRules(
        limit,
        positive(reader, "artifacts.log_grace", Duration.ofSeconds(10)),
        reader.flag("artifact_compression", true),
        positive(reader, "artifacts.follow_idle", Duration.ofSeconds(60)),
        positive(reader, "artifacts.follow_limit", Duration.ofHours(6)));
  }

  private static Duration positive(SettingsReader reader, String key, Duration fallback) {
    Duration time = reader.duration(key, fallback);
    if (time.toMillis() < 1) {
      reader.mistake(key, time.toString(), "longer than nothing");
    }
    return time;
  }
}
