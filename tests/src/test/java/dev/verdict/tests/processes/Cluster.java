package dev.verdict.tests.processes;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.embedded.FreePorts;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.tests.wholesystem.AdminKey;
import dev.verdict.tests.wholesystem.ServiceFlags;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two coordinators, two workers, a reporter and an artifact service, each a process. The workers
 * talk to the first coordinator, the tests to the second. With {@code -Dverdict.previous=DIR}, a
 * directory with the jars of an earlier release, all of them are of that one until they begin
 * again.
 */
final class Cluster implements AutoCloseable {
  private static final int START_SECONDS = 120;

  private final List<ServiceJvm> all = new ArrayList<>();
  private final List<Integer> ports = FreePorts.several(6);
  private final PostgresAccess database;
  private final String kafka;
  private final Path directory;
  private final Map<String, Map<String, String>> more;
  private final String key;

  final ServiceJvm coordinator;
  final ServiceJvm otherCoordinator;
  final ServiceJvm reporter;
  final ServiceJvm artifacts;
  private final Map<String, ServiceJvm> workers = new LinkedHashMap<>();

  private Cluster(
      PostgresAccess database, String kafka, Path directory, Map<String, Map<String, String>> more)
      throws IOException, InterruptedException {
    this.database = database;
    this.kafka = kafka;
    this.directory = directory;
    this.more = more;
    this.key = AdminKey.make(database);
    try {
      coordinator = begin("coordinator", 0, Map.of("coordinator.lease", "4s"));
      artifacts =
          begin(
              "artifacts",
              2,
              Map.of("artifacts.directory", directory.resolve("artifacts").toString()));
      reporter = begin("reporter", 3, Map.of());
      // Not all at once, on a small machine.
      awaitReady();
      otherCoordinator = begin("coordinator", 1, Map.of("coordinator.lease", "4s"));
      worker("one", 4);
      worker("two", 5);
      awaitReady();
      for (ServiceJvm worker : workers.values()) {
        worker.awaitLine("enrolled as", START_SECONDS);
      }
    } catch (IOException | InterruptedException | AssertionError e) {
      close();
      throw e;
    }
  }

  static Cluster start(PostgresAccess database, String kafka, Path directory)
      throws IOException, InterruptedException {
    return start(database, kafka, directory, Map.of());
  }

  /** With more settings for a kind of service, or for the worker of a name. */
  static Cluster start(
      PostgresAccess database, String kafka, Path directory, Map<String, Map<String, String>> more)
      throws IOException, InterruptedException {
    return new Cluster(database, kafka, directory, more);
  }

  private ServiceJvm begin(String service, int nth, Map<String, String> own) throws IOException {
    Map<String, String> settings =
        service.equals("worker") ? ServiceFlags.of(kafka) : ServiceFlags.of(database, kafka);
    settings.putAll(own);
    settings.putAll(more.getOrDefault(service, Map.of()));
    settings.put("http.host", "127.0.0.1");
    settings.put("http.port", Integer.toString(ports.get(nth)));
    settings.put(service + ".start_timeout", "2m");
    if (!service.equals("worker")) {
      settings.put("postgres.pool_size", "8");
    }
    ServiceJvm begun = ServiceJvm.begin(service, settings, directory, release());
    all.add(begun);
    return begun;
  }

  private static String release() {
    String previous = System.getProperty("verdict.previous", "");
    return previous.isEmpty() ? System.getProperty("java.class.path") : previous + "/*";
  }

  private void worker(String name, int nth) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("worker.name", name);
    settings.put("worker.slots", "1");
    settings.put("worker.coordinator_url", url(0).toString());
    settings.put("worker.artifacts_url", url(2).toString());
    settings.put("worker.enroll_key", key);
    settings.put("worker.work_dir", directory.resolve("worker-" + name).toString());
    settings.putAll(more.getOrDefault(name, Map.of()));
    workers.put(name, begin("worker", nth, settings));
  }

  ServiceJvm worker(String name) {
    ServiceJvm found = workers.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "worker: " + name + " (expected: " + workers.keySet() + ")");
    }
    return found;
  }

  /** As when all are scaled to nothing; who does not come to an end by himself is ended. */
  void stopAll() {
    close();
  }

  /** After that. */
  void beginAllAgain() throws IOException, InterruptedException {
    for (ServiceJvm each : List.of(coordinator, artifacts, reporter)) {
      each.beginAgain();
    }
    for (ServiceJvm each : List.of(coordinator, artifacts, reporter)) {
      each.awaitReady();
    }
    otherCoordinator.beginAgain();
    for (ServiceJvm worker : workers.values()) {
      worker.beginAgain();
    }
    awaitReady();
    for (ServiceJvm worker : workers.values()) {
      worker.awaitLine("enrolled as", START_SECONDS);
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    for (ServiceJvm each : all) {
      each.awaitReady();
    }
  }

  ApiClient api() {
    return new ApiClient(url(1), key);
  }

  ApiClient reporterApi() {
    return api().at(url(3));
  }

  ApiClient artifactsApi() {
    return api().at(url(2));
  }

  private URI url(int nth) {
    return URI.create("http://127.0.0.1:" + ports.get(nth));
  }

  /** Workers first: they say good-bye to a coordinator that still answers. */
  @Override
  public void close() {
    workers.values().parallelStream().forEach(ServiceJvm::close);
    all.parallelStream().forEach(ServiceJvm::close);
  }

  static Path newDirectory() throws IOException {
    return Files.createTempDirectory("verdict-cluster-");
  }
}
