package dev.verdict.cli.oneprocess;

import dev.verdict.artifacts.ArtifactSettings;
import dev.verdict.coordinator.CoordinatorSettings;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.reporter.ReporterSettings;
import dev.verdict.runtime.settings.EffectiveSetting;
import dev.verdict.runtime.settings.HttpSettings;
import dev.verdict.runtime.settings.KafkaSettings;
import dev.verdict.runtime.settings.LogSettings;
import dev.verdict.runtime.settings.Origin;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.TlsSettings;
import dev.verdict.runtime.settings.TracingSettings;
import dev.verdict.worker.WorkerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The settings of everything that runs in one process. One reader reads them all, so that each key
 * is known to it and all mistakes are told together.
 *
 * @param log what the settings say of it; absent where they say nothing
 * @param stop how long one service may take to stop
 */
public record SystemSettings(
    HttpSettings http,
    CoordinatorSettings coordinator,
    ReporterSettings reporter,
    ArtifactSettings artifacts,
    List<WorkerSettings> workers,
    Optional<LogSettings> log,
    TracingSettings tracing,
    Duration stop) {
  private static final int PORT = 8080;
  private static final List<String> SERVICES =
      List.of("coordinator", "worker", "reporter", "artifacts");

  /**
   * What holds, before anything is started.
   *
   * @throws dev.verdict.runtime.settings.SettingsProblem with every mistake
   */
  public static SystemSettings check(OneProcessOptions options) {
    return read(options, nowhere(options.port()), new Secret(UUID.randomUUID().toString()));
  }

  /** The keys that can be set; those that the system makes itself are not among them. */
  public static Set<String> keys() {
    OneProcessOptions options =
        new OneProcessOptions(
            Path.of(""), -1, 0, 0, 0, 0, name -> null, Optional.empty(), Map.of());
    Secret key = new Secret(UUID.randomUUID().toString());
    Map<String, String> made = nowhere(-1).workerFlags(options.dataDirectory(), 1, key);
    SettingsReader reader = options.reader(made);
    readAll(reader, options, nowhere(-1), key);
    Set<String> keys = new TreeSet<>();
    reader.effective().forEach(setting -> keys.add(setting.key()));
    keys.removeAll(made.keySet());
    keys.remove("worker.slots");
    return keys;
  }

  /**
   * What there is to look at, even where something is wrong with it.
   *
   * @param artifacts where artifacts are kept on this machine
   * @param inBucket whether they are in a bucket, and only what is on its way is there
   */
  public record Examined(
      PostgresSettings postgres,
      KafkaSettings kafka,
      Map<String, Map<String, String>> providers,
      Path artifacts,
      boolean inBucket,
      TlsSettings tls) {}

  /**
   * Reads the keys of every service, as they are set and nothing made; checking is left to others.
   */
  public static Examined examine(SettingsReader reader) {
    timeouts(reader);
    HttpSettings http = HttpSettings.from(reader, "127.0.0.1", PORT);
    log(reader);
    TracingSettings.from(reader);
    CoordinatorSettings.from(reader);
    ReporterSettings.from(reader);
    WorkerSettings.from(reader);
    ArtifactSettings artifacts = ArtifactSettings.from(reader);
    return new Examined(
        artifacts.postgres(),
        artifacts.kafka(),
        artifacts.providers(),
        artifacts.directory(),
        artifacts.s3().isPresent(),
        http.tls());
  }

  static SystemSettings read(OneProcessOptions options, Servers servers, Secret key) {
    SettingsReader reader = options.reader(servers.workerFlags(options.dataDirectory(), 1, key));
    SystemSettings settings = readAll(reader, options, servers, key);
    reader.check();
    return settings;
  }

  private static SystemSettings readAll(
      SettingsReader reader, OneProcessOptions options, Servers servers, Secret key) {
    return new SystemSettings(
        HttpSettings.from(reader, "127.0.0.1", PORT),
        CoordinatorSettings.from(reader),
        ReporterSettings.from(reader),
        ArtifactSettings.from(reader),
        workers(reader, options, servers, key),
        log(reader),
        TracingSettings.from(reader),
        timeouts(reader));
  }

  /** How long stopping may take, which is as long as the most patient service. */
  private static Duration timeouts(SettingsReader reader) {
    Duration stop = Duration.ZERO;
    for (String service : SERVICES) {
      reader.duration(service + ".start_timeout", Duration.ofSeconds(60));
      Duration one = reader.duration(service + ".stop_timeout", Duration.ofSeconds(25));
      stop = one.compareTo(stop) > 0 ? one : stop;
    }
    return stop;
  }

  /** They differ only in what the system makes for each, so the mistakes of the first are all. */
  private static List<WorkerSettings> workers(
      SettingsReader first, OneProcessOptions options, Servers servers, Secret key) {
    List<WorkerSettings> workers = new ArrayList<>(List.of(WorkerSettings.from(first)));
    for (int i = 2; i <= options.workers(); i++) {
      workers.add(
          WorkerSettings.from(
              options.reader(servers.workerFlags(options.dataDirectory(), i, key))));
    }
    return List.copyOf(workers.subList(0, Math.min(options.workers(), workers.size())));
  }

  private static Optional<LogSettings> log(SettingsReader reader) {
    LogSettings log = LogSettings.from(reader);
    boolean said =
        reader.effective().stream()
            .filter(setting -> setting.key().startsWith("log."))
            .map(EffectiveSetting::origin)
            .anyMatch(origin -> origin.kind() != Origin.Kind.DEFAULT);
    return said ? Optional.of(log) : Optional.empty();
  }

  /** Of servers that nobody has started yet: settings can be right or wrong without them. */
  private static Servers nowhere(int port) {
    String password = UUID.randomUUID().toString();
    return new Servers(
        new PostgresAccess("127.0.0.1", 1, "verdict", "verdict", password),
        "127.0.0.1:1",
        port,
        TlsSettings.NONE);
  }
}
