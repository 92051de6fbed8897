package dev.verdict.cli.oneprocess;

import dev.verdict.artifacts.ArtifactsModule;
import dev.verdict.cli.client.Endpoint;
import dev.verdict.coordinator.CoordinatorModule;
import dev.verdict.embedded.EmbeddedKafka;
import dev.verdict.embedded.EmbeddedPostgres;
import dev.verdict.embedded.FreePorts;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.reporter.ReporterModule;
import dev.verdict.runtime.access.Access;
import dev.verdict.runtime.http.HttpEndpoint;
import dev.verdict.runtime.lifecycle.Modules;
import dev.verdict.runtime.lifecycle.ServiceModule;
import dev.verdict.runtime.metrics.Metrics;
import dev.verdict.runtime.settings.HttpSettings;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.runtime.tracing.Tracing;
import dev.verdict.worker.WorkerModule;
import dev.verdict.worker.WorkerSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts everything in the order in which it needs each other, and stops it in the other. Only
 * {@code Main} threads wait here; nothing of it runs on an event loop.
 */
public final class OneProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OneProcess.class);
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
  private static final Duration LAST_SPANS = Duration.ofSeconds(2);
  private static final Duration LINK_HOLDS = Duration.ofMinutes(15);

  private final OneProcessOptions options;
  private final EndpointFile endpointFile;
  private final List<WorkerModule> workers = new ArrayList<>();
  private Tracing tracing = Tracing.OFF;
  private @Nullable EmbeddedPostgres postgres;
  private @Nullable EmbeddedKafka kafka;
  private @Nullable Vertx vertx;
  private @Nullable Modules modules;
  private @Nullable HttpEndpoint http;
  private @Nullable Endpoint endpoint;
  private @Nullable Secret link;

  private OneProcess(OneProcessOptions options) {
    this.options = options;
    this.endpointFile = new EndpointFile(options.dataDirectory());
  }

  /** Blocks until everything answers. What was started before a failure is stopped again. */
  public static OneProcess start(OneProcessOptions options) {
    OneProcess system = new OneProcess(options);
    try {
      system.startAll();
      return system;
    } catch (RuntimeException | IOException e) {
      system.close();
      throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
    }
  }

  private void startAll() throws IOException {
    SystemSettings checked = SystemSettings.check(options);
    HttpSettings told = checked.http();
    tracing = Tracing.start("one-process", checked.tracing());
    int wanted = told.port();
    Files.createDirectories(options.dataDirectory());
    startServers();
    Vertx started = Metrics.vertx(new VertxOptions(), tracing);
    vertx = started;
    int port = wanted == 0 ? FreePorts.one() : wanted;
    Servers servers =
        new Servers(needed(postgres).access(), needed(kafka).bootstrapServers(), port, told.tls());
    Path keyFile = options.dataDirectory().resolve("api-key");
    BootstrapKey found = bootstrapKey(started, servers, keyFile);
    Secret key = found.key();
    link = found.link();
    SystemSettings settings = SystemSettings.read(options, servers, key);
    modules = new Modules(services(started, settings), settings.stop());
    http =
        await(
            modules
                .start()
                .compose(
                    routers ->
                        new HttpEndpoint(started, settings.http(), needed(modules).health())
                            .mount(routers)
                            .listen()));
    startWorkers(started, settings.workers());
    endpoint =
        new Endpoint(
            http.url(),
            servers.kafka(),
            servers.postgres().jdbcUrl(),
            keyFile.toAbsolutePath().toString(),
            servers.authority().map(file -> file.toAbsolutePath().toString()).orElse(null));
    if (options.published()) {
      endpointFile.publish(endpoint);
    }
  }

  /** Side by side: each takes its second, and neither needs the other. */
  private void startServers() {
    CompletableFuture<EmbeddedPostgres> starting =
        CompletableFuture.supplyAsync(
            () ->
                EmbeddedPostgres.start(
                    options.dataDirectory().resolve("postgres"), options.postgresPort()),
            command -> Thread.ofPlatform().name("start-postgres").start(command));
    try {
      kafka = EmbeddedKafka.start(options.dataDirectory().resolve("kafka"), options.kafkaPort());
    } finally {
      postgres = starting.handle((server, failure) -> failure == null ? server : null).join();
    }
    if (postgres == null) {
      starting.join();
    }
  }

  /** The key of this system, and what lets a browser in without it, once. */
  private record BootstrapKey(Secret key, @Nullable Secret link) {}

  private BootstrapKey bootstrapKey(Vertx on, Servers servers, Path file) {
    PostgresAccess database = servers.postgres();
    PostgresSettings settings =
        PostgresSettings.of(
            database.host(),
            database.port(),
            database.database(),
            database.user(),
            database.password());
    return await(
        Access.start(on, settings)
            .compose(
                access ->
                    access
                        .bootstrapKey(file)
                        .compose(
                            key ->
                                access
                                    .link(key, LINK_HOLDS)
                                    .map(link -> new BootstrapKey(key, link.orElse(null))))
                        .compose(found -> access.stop().map(found))));
  }

  private static List<ServiceModule> services(Vertx on, SystemSettings settings) {
    return List.of(
        new CoordinatorModule(on, settings.coordinator()),
        new ReporterModule(on, settings.reporter()),
        new ArtifactsModule(on, settings.artifacts()));
  }

  /** After the HTTP server: a worker enrols with its first breath, and then need not try again. */
  private void startWorkers(Vertx on, List<WorkerSettings> wanted) {
    List<Future<?>> starting = new ArrayList<>();
    for (WorkerSettings settings : wanted) {
      WorkerModule worker = new WorkerModule(on, settings);
      workers.add(worker);
      starting.add(worker.start());
    }
    await(Future.join(starting));
  }

  public Endpoint endpoint() {
    return needed(endpoint);
  }

  /** Opens the dashboard without asking for a key, once and soon; later it asks. */
  public String dashboard() {
    Secret once = link;
    return endpoint().url() + (once == null ? "/" : "/login?once=" + once.reveal());
  }

  /**
   * Workers first, so that they can give back what they hold; then the services, then the servers.
   * Can be called twice.
   */
  @Override
  public synchronized void close() {
    quietly("endpoints", endpointFile::remove);
    Vertx running = vertx;
    if (running != null) {
      quietly("workers", () -> await(stopWorkers()));
      quietly("http", () -> await(http == null ? Future.succeededFuture() : http.stop()));
      quietly("services", () -> await(modules == null ? Future.succeededFuture() : modules.stop()));
      quietly("vertx", () -> await(running.close()));
      vertx = null;
      tracing.stop(LAST_SPANS);
    }
    if (kafka != null) {
      kafka.stop();
      kafka = null;
    }
    if (postgres != null) {
      postgres.stop();
      postgres = null;
    }
  }

  private Future<?> stopWorkers() {
    List<Future<?>> stopping = new ArrayList<>();
    workers.forEach(worker -> stopping.add(worker.stop()));
    return Future.join(stopping);
  }

  /** Something that is closed. */
  private interface Closing {
    void run() throws IOException;
  }

  private static void quietly(String what, Closing closing) {
    try {
      closing.run();
    } catch (RuntimeException | IOException e) {
      LOG.warn("{} did not stop cleanly: {}", what, e.toString());
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(STARTS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "nothing came of it within " + STARTS_WITHIN.toSeconds() + " s", e);
    }
  }

  private static <T> T needed(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("not started");
    }
    return part;
  }
}
