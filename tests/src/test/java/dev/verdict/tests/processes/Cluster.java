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
 * talk to the first coordinator, the tests to the second.
 */
final class Cluster implements AutoCloseable {
  private static final int START_SECONDS = 60;

  private final List<ServiceJvm> all = new ArrayList<>();
  private final List<Integer> ports = FreePorts.several(6);
  private final PostgresAccess database;
  private final String kafka;
  private final Path directory;
  private final String key;

  final ServiceJvm coordinator;
  final ServiceJvm otherCoordinator;
  final ServiceJvm reporter;
  final ServiceJvm artifacts;
  private final Map<String, ServiceJvm> workers = new LinkedHashMap<>();

  private Cluster(PostgresAccess database, String kafka, Path directory)
      throws IOException, InterruptedException {
    this.database = database;
    this.kafka = kafka;
    this.directory = directory;
    this.key = AdminKey.make(database);
    try {
      coordinator = begin("coordinator", 0, Map.of("coordinator.lease", "4s"));
      artifacts =
          begin(
              "artifacts",
              2,
              Map.of("artifacts.directory", directory.resolve("artifacts").toString()));
      reporter = begin("reporter", 3, Map.of());
      otherCoordinator = begin("coordinator", 1, Map.of("coordinator.lease", "4s"));
      worker("one", 4);
      worker("two", 5);
      for (ServiceJvm each : all) {
        each.awaitReady();
      }
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
    return new Cluster(database, kafka, directory);
  }

  private ServiceJvm begin(String service, int nth, Map<String, String> more) throws IOException {
    Map<String, String> settings =
        service.equals("worker") ? ServiceFlags.of(kafka) : ServiceFlags.of(database, kafka);
    settings.putAll(more);
    settings.put("http.host", "127.0.0.1");
    settings.put("http.port", Integer.toString(ports.get(nth)));
    settings.put(service + ".start_timeout", "2m");
    ServiceJvm begun = ServiceJvm.begin(service, settings, directory);
    all.add(begun);
    return begun;
  }

  private void worker(String name, int nth) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("worker.name", name);
    settings.put("worker.slots", "1");
    settings.put("worker.coordinator_url", url(0).toString());
    settings.put("worker.artifacts_url", url(2).toString());
    settings.put("worker.enroll_key", key);
    settings.put("worker.work_dir", directory.resolve("worker-" + name).toString());
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
