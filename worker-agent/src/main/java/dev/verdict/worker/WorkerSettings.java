package dev.verdict.worker;

import dev.verdict.contract.api.Requirements;
import dev.verdict.runtime.settings.KafkaSettings;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.TlsSettings;
import dev.verdict.worker.usecase.attempt.AttemptLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a worker behaves.
 *
 * @param name stays the same when the process is started again
 * @param slots how many tasks at once; 0: one for each processor
 * @param offers what overrides what is detected
 * @param coordinator where the coordinator answers
 * @param artifacts where the artifact service answers
 * @param workDirectory belongs to this worker alone
 * @param sharedDirectory where a relative test file without a source lies
 * @param drain how long running attempts may go on when the worker stops
 * @param sourceTimeout for fetching a source
 * @param sourceBytes of a shared directory or an unpacked bundle
 * @param cacheBytes of unpacked bundles that are kept for the next attempt
 * @param gitCredentials host to {@code user:password} or a token
 * @param tls what it shows of itself, and whom it believes
 * @param secretNames patterns of variables whose values are masked in logs and results
 */
public record WorkerSettings(
    String name,
    int slots,
    Offers offers,
    URI coordinator,
    URI artifacts,
    Secret enrollKey,
    KafkaSettings kafka,
    TlsSettings tls,
    Path workDirectory,
    Path sharedDirectory,
    Duration drain,
    Duration sourceTimeout,
    long sourceBytes,
    long cacheBytes,
    Map<String, Secret> gitCredentials,
    List<String> secretNames,
    AttemptLimits limits) {

  /** What somebody says the worker has; absent: what is detected. */
  public record Offers(
      Optional<Double> cpu,
      Optional<Long> memory,
      Optional<Long> gpuMemory,
      List<String> hardware,
      Map<String, String> labels) {
    public static final Offers NOTHING =
        new Offers(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Map.of());

    /** Hardware and labels come on top of what is there, the rest in place of it. */
    public Requirements over(Requirements detected) {
      List<String> allHardware = new java.util.ArrayList<>(detected.hardware());
      hardware.stream().filter(one -> !allHardware.contains(one)).forEach(allHardware::add);
      Map<String, String> allLabels = new java.util.TreeMap<>(detected.labels());
      allLabels.putAll(labels);
      return new Requirements(
          cpu.orElse(detected.cpu()),
          memory.orElse(detected.memory()),
          gpuMemory.orElse(detected.gpuMemory()),
          allHardware,
          allLabels);
    }
  }

  public static WorkerSettings from(SettingsReader reader) {
    return WorkerKeys.read(reader);
  }

  /** How many attempts run at once. */
  public int effectiveSlots() {
    return slots > 0 ? slots : Runtime.getRuntime().availableProcessors();
  }
}
