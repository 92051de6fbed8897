package dev.verdict.worker;

import dev.verdict.runtime.settings.KafkaSettings;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.TlsSettings;
import dev.verdict.worker.usecase.attempt.AttemptLimits;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of a worker's settings, their defaults and what they may be. */
final class WorkerKeys {
  private static final List<String> SECRET_NAMES =
      List.of(
          "*TOKEN*",
          "*SECRET*",
          "*PASSWORD*",
          "*PASSWD*",
          "*API_KEY*",
          "*APIKEY*",
          "*ACCESS_KEY*",
          "*PRIVATE_KEY*",
          "*CREDENTIAL*");

  private WorkerKeys() {}

  static WorkerSettings read(SettingsReader reader) {
    URI coordinator =
        reader.url("worker.coordinator_url").orElse(URI.create("http://localhost:8080"));
    String name = reader.text("worker.name").orElse(hostName());
    return new WorkerSettings(
        name,
        reader.number("worker.slots", 0, 0, 1024),
        offers(reader),
        coordinator,
        reader.url("worker.artifacts_url").orElse(coordinator),
        reader.secret("worker.enroll_key").required(),
        KafkaSettings.from(reader),
        TlsSettings.from(reader),
        reader.path("worker.work_dir").orElse(defaultWorkDirectory(name)),
        reader.path("worker.shared_dir").orElse(Path.of("").toAbsolutePath()),
        reader.duration("worker.drain", Duration.ofSeconds(20)),
        reader.duration("worker.source_timeout", Duration.ofMinutes(5)),
        reader.size("worker.source_limit", 2L << 30),
        reader.size("worker.cache_limit", 5L << 30),
        gitCredentials(reader),
        reader.list("worker.secret_names", SECRET_NAMES),
        new AttemptLimits(
            reader.duration("worker.grace", Duration.ofSeconds(5)),
            reader.size("worker.log_limit", 20L << 20),
            reader.number("worker.artifacts_limit", 200, 0, 10_000),
            reader.size("worker.artifact_size_limit", 512L << 20)));
  }

  private static WorkerSettings.Offers offers(SettingsReader reader) {
    return new WorkerSettings.Offers(
        positive(reader, "worker.cpu", 0, 65_536).map(Long::doubleValue),
        positive(reader, "worker.memory", 0, 1L << 40),
        positive(reader, "worker.gpu_memory", 0, 1L << 40),
        reader.list("worker.hardware", List.of()),
        pairs(reader, "worker.labels"));
  }

  /** -1, which cannot be written, stands for: not set. */
  private static Optional<Long> positive(SettingsReader reader, String key, long min, long max) {
    long value = reader.number(key, -1L, min, max);
    return value < 0 ? Optional.empty() : Optional.of(value);
  }

  private static Map<String, String> pairs(SettingsReader reader, String key) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String item : reader.list(key, List.of())) {
      int equals = item.indexOf('=');
      if (equals <= 0) {
        reader.mistake(key, item, "name=value, separated by commas");
        continue;
      }
      pairs.put(item.substring(0, equals).strip(), item.substring(equals + 1).strip());
    }
    return pairs;
  }

  private static Map<String, Secret> gitCredentials(SettingsReader reader) {
    String key = "worker.git_credentials";
    Map<String, Secret> credentials = new LinkedHashMap<>();
    for (Secret item : reader.secrets(key)) {
      String text = item.reveal();
      int equals = text.indexOf('=');
      if (equals <= 0) {
        reader.mistake(key, Secret.SHOWN_AS, "host=token or host=user:password");
        continue;
      }
      String secret = text.substring(equals + 1);
      dev.verdict.runtime.logging.Masking.remember(secret);
      credentials.put(text.substring(0, equals), new Secret(secret));
    }
    return credentials;
  }

  private static Path defaultWorkDirectory(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9._-]", "_");
    return Path.of(System.getProperty("java.io.tmpdir"), "verdict-worker-" + safe);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "worker";
    }
  }
}
