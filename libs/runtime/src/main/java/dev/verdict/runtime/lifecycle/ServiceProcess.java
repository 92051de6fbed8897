package dev.verdict.runtime.lifecycle;

import dev.verdict.runtime.http.HttpEndpoint;
import dev.verdict.runtime.logging.Logging;
import dev.verdict.runtime.metrics.Metrics;
import dev.verdict.runtime.settings.HttpSettings;
import dev.verdict.runtime.settings.LogSettings;
import dev.verdict.runtime.settings.SettingsProblem;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import dev.verdict.runtime.settings.TracingSettings;
import dev.verdict.runtime.tls.TlsProblem;
import dev.verdict.runtime.tracing.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One service as a process:
 *
 * <pre>
 *   settings ──wrong──▶ exit 2
 *      │
 *   starting ──failed, or not within its time──▶ stopping ──▶ exit 3
 *      │    └──signal──▶ stopping
 *   ready ──signal──▶ stopping ──▶ exit 0, or 3 if not clean or not in time
 *   settings ──with --migrate-only──▶ migrating ──▶ exit 0, or 3 if it failed
 *   any of these ──second signal──▶ exit 130 at once
 * </pre>
 */
public final class ServiceProcess {
  private static final Logger log = LoggerFactory.getLogger(ServiceProcess.class);

  private static final Duration LAST_MOMENTS = Duration.ofSeconds(3);

  private static final Duration LAST_SPANS = Duration.ofSeconds(2);

  /** Of a large history; whoever runs it has a bound of his own. */
  private static final Duration LONGEST_MIGRATION = Duration.ofHours(1);

  private final Surroundings surroundings;
  private final CountDownLatch asked = new CountDownLatch(1);

  private ServiceProcess(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The {@code main} of a service. */
  public static <S> void main(ServiceSpec<S> spec, String[] args) {
    run(spec, args, Surroundings.real());
  }

  /** Runs until it is asked to stop, and then exits. */
  public static <S> void run(ServiceSpec<S> spec, String[] args, Surroundings surroundings) {
    surroundings.exit().accept(new ServiceProcess(surroundings).live(spec, args));
  }

  private record Told<S>(
      S settings,
      HttpSettings http,
      LogSettings log,
      TracingSettings tracing,
      Duration stop,
      Duration start,
      boolean migrateOnly) {}

  private <S> int live(ServiceSpec<S> spec, String[] args) {
    Told<S> told;
    try {
      told = read(spec, args);
    } catch (SettingsProblem problem) {
      surroundings.err().println("verdict " + spec.name() + ": " + problem.getMessage());
      return ExitCode.WRONG_SETTINGS;
    }
    listenToSignals();
    Tracing tracing;
    try {
      tracing = told.migrateOnly() ? Tracing.OFF : Tracing.start(spec.name(), told.tracing());
    } catch (TlsProblem problem) {
      surroundings.err().println("verdict " + spec.name() + ": " + problem.getMessage());
      return ExitCode.WRONG_SETTINGS;
    }
    Vertx vertx = Metrics.vertx(new VertxOptions(), tracing);
    ServiceModule module = spec.module().apply(vertx, told.settings());
    if (told.migrateOnly()) {
      return migrate(spec, vertx, module);
    }
    Modules modules = new Modules(List.of(module), told.stop());
    return live(spec, told, vertx, modules, tracing);
  }

  private <S> int migrate(ServiceSpec<S> spec, Vertx vertx, ServiceModule module) {
    Future<Void> migrated =
        module
            .migrate()
            .onSuccess(done -> surroundings.out().println("verdict " + spec.name() + " migrated"))
            .onFailure(failure -> log.error("{} cannot migrate", spec.name(), failure));
    boolean clean = endsWithin(migrated, LONGEST_MIGRATION);
    endsWithin(module.stop(), LAST_MOMENTS);
    endsWithin(vertx.close(), LAST_MOMENTS);
    return clean ? ExitCode.STOPPED : ExitCode.FAILED;
  }

  private <S> int live(
      ServiceSpec<S> spec, Told<S> told, Vertx vertx, Modules modules, Tracing tracing) {
    Future<HttpEndpoint> starting =
        modules
            .start()
            .compose(
                routers ->
                    new HttpEndpoint(vertx, told.http(), modules.health()).mount(routers).listen());
    boolean ready = awaitReady(spec, told, starting);
    if (ready) {
      awaitUnlessAsked();
      log.info("{} stops", spec.name());
    }
    boolean clean = endsWithin(stop(starting, modules), told.stop());
    boolean closed = endsWithin(vertx.close(), LAST_MOMENTS);
    tracing.stop(LAST_SPANS);
    return clean && closed && (ready || asked.getCount() == 0) ? ExitCode.STOPPED : ExitCode.FAILED;
  }

  // A start that hangs is not waited for; what it may still open ends with Vert.x.
  private static Future<Void> stop(Future<HttpEndpoint> starting, Modules modules) {
    Future<Void> drained =
        starting.succeeded() ? starting.result().stop() : Future.succeededFuture();
    return drained.transform(done -> modules.stop());
  }

  private <S> Told<S> read(ServiceSpec<S> spec, String[] args) {
    CommandLine line = CommandLine.parse(args, surroundings);
    SettingsReader reader =
        new SettingsReader(SettingsSource.of(surroundings.env(), line.file(), line.flags()));
    Told<S> told =
        new Told<>(
            spec.settings().apply(reader),
            HttpSettings.forService(reader, spec.port()),
            LogSettings.from(reader),
            TracingSettings.from(reader),
            reader.duration(spec.name() + ".stop_timeout", Duration.ofSeconds(25)),
            reader.duration(spec.name() + ".start_timeout", Duration.ofSeconds(60)),
            line.migrateOnly());
    reader.check();
    Logging.configure(told.log());
    reader.warnings().forEach(warning -> log.warn("{}", warning));
    return told;
  }

  private void listenToSignals() {
    AtomicInteger signals = new AtomicInteger();
    surroundings
        .onSignal()
        .accept(
            () -> {
              asked.countDown();
              if (signals.incrementAndGet() > 1) {
                surroundings.exit().accept(ExitCode.AT_ONCE);
              }
            });
  }

  /** Whether it got ready; false too when it was asked to stop before. */
  private <S> boolean awaitReady(ServiceSpec<S> spec, Told<S> told, Future<HttpEndpoint> starting) {
    CountDownLatch over = new CountDownLatch(1);
    starting.onComplete(done -> over.countDown());
    // A signal ends the waiting as well as the start itself does.
    Thread.ofVirtual()
        .start(
            () -> {
              awaitUnlessAsked();
              over.countDown();
            });
    try {
      boolean inTime = over.await(told.start().toMillis(), TimeUnit.MILLISECONDS);
      if (starting.succeeded()) {
        surroundings
            .out()
            .println("verdict " + spec.name() + " is ready on " + starting.result().url());
        return true;
      }
      if (starting.failed()) {
        log.error("{} cannot start", spec.name(), starting.cause());
      } else if (!inTime) {
        log.error("{} did not start within {} ms", spec.name(), told.start().toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private void awaitUnlessAsked() {
    try {
      asked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean endsWithin(Future<?> ending, Duration time) {
    try {
      ending.await(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      log.error("not stopped within {} ms", time.toMillis());
      return false;
    } catch (RuntimeException e) {
      log.warn("not stopped cleanly: {}", e.toString());
      return false;
    }
  }
}
