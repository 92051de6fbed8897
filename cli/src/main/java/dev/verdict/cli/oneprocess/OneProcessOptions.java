package dev.verdict.cli.oneprocess;

import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the whole system is started.
 *
 * @param port of HTTP; 0 for any that is free; negative for the setting {@code http.port}
 * @param kafkaPort and {@code postgresPort}: 0 for the last ones, or any that are free
 * @param workers how many
 * @param slots of each worker
 * @param config the configuration file, if there is one
 * @param flags settings that were given on the command line
 * @param published whether others may join: then {@code endpoints.json} says where it is
 */
public record OneProcessOptions(
    Path dataDirectory,
    int port,
    int kafkaPort,
    int postgresPort,
    int workers,
    int slots,
    Function<String, @Nullable String> environment,
    Optional<Path> config,
    Map<String, String> flags,
    boolean published) {

  /** A system that others may join. */
  public OneProcessOptions(
      Path dataDirectory,
      int port,
      int kafkaPort,
      int postgresPort,
      int workers,
      int slots,
      Function<String, @Nullable String> environment,
      Optional<Path> config,
      Map<String, String> flags) {
    this(
        dataDirectory,
        port,
        kafkaPort,
        postgresPort,
        workers,
        slots,
        environment,
        config,
        flags,
        true);
  }

  /** Settings, with what the system itself has made on top. */
  SettingsReader reader(Map<String, String> made) {
    Map<String, String> all = new LinkedHashMap<>(flags);
    all.putAll(made);
    all.put("worker.slots", Integer.toString(slots));
    return new SettingsReader(SettingsSource.of(environment, config, all));
  }
}
