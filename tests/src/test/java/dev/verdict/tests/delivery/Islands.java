package dev.verdict.tests.delivery;

import dev.verdict.artifacts.ArtifactSettings;
import dev.verdict.artifacts.ArtifactsModule;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.contract.Topics;
import dev.verdict.coordinator.CoordinatorModule;
import dev.verdict.coordinator.CoordinatorSettings;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.reporter.ReporterModule;
import dev.verdict.reporter.ReporterSettings;
import dev.verdict.runtime.http.HttpEndpoint;
import dev.verdict.runtime.lifecycle.Modules;
import dev.verdict.runtime.lifecycle.ServiceModule;
import dev.verdict.runtime.settings.HttpSettings;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.tests.wholesystem.AdminKey;
import dev.verdict.tests.wholesystem.ServiceFlags;
import dev.verdict.worker.WorkerModule;
import dev.verdict.worker.WorkerSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Three brokers: one for the coordinator, one for a worker, one for those who watch, the reporter
 * and the artifact service. What one of them writes for another goes through a {@link Carrier}.
 */
final class Islands implements AutoCloseable {
  private static final int SECONDS = 60;
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);
  private static final int PARTITIONS = 2;

  private final List<Modules> modules = new ArrayList<>();
  private final List<Vertx> machines = new ArrayList<>();
  private final List<Carrier> carriers = new ArrayList<>();
  private final PostgresAccess database;
  private final Path directory;
  private final String key;
  private final URI coordinator;
  private final URI watchers;

  Islands(PostgresAccess database, Kafka ours, Kafka workers, Kafka watching, Path directory) {
    this.database = database;
    this.directory = directory;
    Topics.ALL.forEach(topic -> workers.createTopic(topic, PARTITIONS));
    Topics.ALL.forEach(topic -> watching.createTopic(topic, PARTITIONS));
    coordinator = startCoordinator(ours.bootstrapServers());
    key = AdminKey.make(database);
    watchers = startWatchers(watching.bootstrapServers());
    carry(Topics.EVENTS, ours, watching, true);
    carry(Topics.ASSIGNMENTS, ours, workers, false);
    carry(Topics.WORKERS, ours, watching, false);
    carry(Topics.ATTEMPTS, workers, ours, false);
    carry(Topics.LOGS, workers, watching, true);
    startWorker(workers.bootstrapServers());
  }

  private void carry(String topic, Kafka from, Kafka to, boolean withinKeys) {
    carriers.add(new Carrier(topic, from.bootstrapServers(), to.bootstrapServers(), withinKeys));
  }

  private URI startCoordinator(String kafka) {
    Map<String, String> flags = ServiceFlags.of(database, kafka);
    flags.put("coordinator.topic_partitions", Integer.toString(PARTITIONS));
    return serve(
        machine ->
            List.of(new CoordinatorModule(machine, CoordinatorSettings.from(reader(flags)))));
  }

  private URI startWatchers(String kafka) {
    Map<String, String> flags = ServiceFlags.of(database, kafka);
    flags.put("artifacts.directory", directory.resolve("artifacts").toString());
    SettingsReader reader = reader(flags);
    return serve(
        machine ->
            List.of(
                new ReporterModule(machine, ReporterSettings.from(reader)),
                new ArtifactsModule(machine, ArtifactSettings.from(reader))));
  }

  private void startWorker(String kafka) {
    Map<String, String> flags = ServiceFlags.of(kafka);
    flags.put("worker.name", "far-away");
    flags.put("worker.slots", "4");
    flags.put("worker.coordinator_url", coordinator.toString());
    flags.put("worker.artifacts_url", watchers.toString());
    flags.put("worker.enroll_key", key);
    flags.put("worker.work_dir", directory.resolve("worker").toString());
    Vertx machine = Vertx.vertx();
    ServiceModule worker = new WorkerModule(machine, WorkerSettings.from(reader(flags)));
    start(machine, new Modules(List.of(worker), STOPS_WITHIN));
  }

  private static SettingsReader reader(Map<String, String> flags) {
    return new SettingsReader(SettingsSource.of(Map.of(), Optional.empty(), flags));
  }

  /** Makes what shall run on a machine. */
  private interface Services {
    List<ServiceModule> on(Vertx machine);
  }

  private URI serve(Services services) {
    Vertx machine = Vertx.vertx();
    Modules made = new Modules(services.on(machine), STOPS_WITHIN);
    List<Router> routers = start(machine, made);
    HttpEndpoint endpoint = new HttpEndpoint(machine, HttpSettings.onLoopback(0), made.health());
    return URI.create(await(endpoint.mount(routers).listen()).url());
  }

  private List<Router> start(Vertx machine, Modules made) {
    machines.add(machine);
    modules.add(made);
    return await(made.start());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("nothing came of it within " + SECONDS + " s", e);
    }
  }

  ApiClient api() {
    return new ApiClient(coordinator, key);
  }

  ApiClient watchersApi() {
    return api().at(watchers);
  }

  List<Carrier> carriers() {
    return carriers;
  }

  /** The worker first, while there is somebody to give things back to. */
  @Override
  public void close() {
    for (int i = modules.size() - 1; i >= 0; i--) {
      await(modules.get(i).stop().otherwiseEmpty());
      await(machines.get(i).close());
    }
    carriers.forEach(Carrier::close);
  }
}
