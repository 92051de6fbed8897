package dev.verdict.artifacts;

import dev.verdict.artifacts.domain.Categories;
import dev.verdict.artifacts.outbound.s3.S3Address;
import dev.verdict.artifacts.usecase.ArtifactRules;
import dev.verdict.artifacts.usecase.LogRules;
import dev.verdict.artifacts.usecase.copies.CopyRules;
import dev.verdict.artifacts.usecase.links.LinkRules;
import dev.verdict.ci.ConfiguredProviders;
import dev.verdict.runtime.settings.KafkaSettings;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.runtime.settings.SettingsReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the artifact service is set up.
 *
 * @param s3 where artifacts are kept when not in the directory, which then holds what is on its way
 * @param keepFree so many bytes of the disk are left to others
 * @param publicUrl where users reach us, when that is not where a request came in
 * @param providers the settings of each CI system that may be asked
 */
public record ArtifactSettings(
    PostgresSettings postgres,
    KafkaSettings kafka,
    Path directory,
    Optional<S3Address> s3,
    long keepFree,
    Duration sweepInterval,
    Optional<URI> publicUrl,
    ArtifactRules artifacts,
    LogRules logs,
    LinkRules links,
    CopyRules copies,
    Map<String, Map<String, String>> providers) {
  private static final long MIB = 1L << 20;

  public static ArtifactSettings from(SettingsReader reader) {
    return new ArtifactSettings(
        PostgresSettings.from(reader),
        KafkaSettings.from(reader),
        reader.path("artifacts.directory").orElse(Path.of(".verdict", "artifacts")),
        s3(reader),
        reader.size("artifacts.keep_free", 256 * MIB),
        positive(reader, "artifacts.sweep_interval", Duration.ofMinutes(10)),
        reader.url("http.public_url").optional(),
        artifactRules(reader),
        logRules(reader),
        linkRules(reader),
        copyRules(reader),
        providers(reader));
  }

  private static Map<String, Map<String, String>> providers(SettingsReader reader) {
    return ConfiguredProviders.settings(
        key -> reader.text(key).optional(),
        key -> reader.secret(key).optional().map(Secret::reveal),
        reader::mistake);
  }

  private static LinkRules linkRules(SettingsReader reader) {
    LinkRules usual = LinkRules.USUAL;
    return new LinkRules(
        positive(reader, "artifacts.links.timeout", usual.leg()),
        reader.number("artifacts.links.concurrency", usual.concurrency(), 1, 10_000),
        reader.number("artifacts.links.queue", usual.queue(), 1, 1_000_000),
        positive(reader, "artifacts.links.keep", usual.keep()),
        positive(reader, "artifacts.links.keep_misses", usual.keepMisses()),
        positive(reader, "artifacts.links.margin", usual.margin()),
        reader.number("artifacts.links.pages", usual.pages(), 1, 1_000_000));
  }

  private static CopyRules copyRules(SettingsReader reader) {
    CopyRules usual = CopyRules.USUAL;
    return new CopyRules(
        reader.flag("artifacts.copies.enabled", usual.on()),
        positive(reader, "artifacts.copies.lead", usual.lead()),
        reader.size("artifacts.copies.max_size", usual.fileBytes()),
        reader.size("artifacts.copies.max_run_size", usual.runBytes()),
        reader.number("artifacts.copies.max_files", usual.runFiles(), 1, 1_000),
        reader.number("artifacts.copies.concurrency", usual.concurrency(), 1, 64));
  }

  /** Every key is read, so that a misspelt one is told also where it does not count. */
  private static Optional<S3Address> s3(SettingsReader reader) {
    boolean wanted = reader.oneOf("artifacts.storage", "local", "local", "s3").equals("s3");
    Optional<String> bucket = reader.text("artifacts.s3.bucket").optional();
    Optional<String> accessKey = reader.text("artifacts.s3.access_key").optional();
    Optional<Secret> secretKey = reader.secret("artifacts.s3.secret_key").optional();
    Optional<URI> endpoint = reader.url("artifacts.s3.endpoint").optional();
    String prefix = reader.text("artifacts.s3.prefix").orElse("");
    if (wanted && bucket.isEmpty()) {
      reader.mistake(
          "artifacts.s3.bucket", null, "the name of a bucket, as artifacts.storage is s3");
    }
    if (accessKey.isPresent() != secretKey.isPresent()) {
      reader.mistake(
          "artifacts.s3.secret_key", null, "given exactly when artifacts.s3.access_key is");
    }
    S3Address address =
        new S3Address(
            endpoint,
            bucket.orElse(""),
            reader.text("artifacts.s3.region").orElse("us-east-1"),
            reader.flag("artifacts.s3.path_style", endpoint.isPresent()),
            accessKey.flatMap(
                key -> secretKey.map(secret -> new S3Address.Credentials(key, secret))),
            prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
    return wanted ? Optional.of(address) : Optional.empty();
  }

  private static ArtifactRules artifactRules(SettingsReader reader) {
    return new ArtifactRules(
        reader.size("artifacts.max_size", 2048 * MIB),
        totalBytes(reader),
        reader.flag("artifact_compression", true),
        reader.size("artifacts.max_bundle_size", 1024 * MIB),
        Duration.ofDays(reader.number("artifact_retention_days", 30, 1, 36_500)),
        positive(reader, "artifacts.bundle_retention", Duration.ofDays(7)),
        positive(reader, "artifacts.tombstone_retention", Duration.ofDays(365)),
        categories(reader));
  }

  private static Categories categories(SettingsReader reader) {
    List<String> words = reader.list("artifact_categories", Categories.USUAL_WORDS);
    return Categories.parse(words)
        .orElseGet(
            () -> {
              reader.mistake("artifact_categories", String.join(", ", words), Categories.EXPECTED);
              return Categories.USUAL;
            });
  }

  /** Nothing said is no limit but that of the disk. */
  private static long totalBytes(SettingsReader reader) {
    long most = reader.size("artifacts.max_total_size", 0);
    return most == 0 ? Long.MAX_VALUE : most;
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
