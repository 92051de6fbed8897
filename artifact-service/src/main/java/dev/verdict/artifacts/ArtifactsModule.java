package dev.verdict.artifacts;

import dev.verdict.artifacts.inbound.http.ArtifactApi;
import dev.verdict.artifacts.inbound.kafka.Intake;
import dev.verdict.artifacts.inbound.kafka.LogPieces;
import dev.verdict.artifacts.inbound.kafka.RunEvents;
import dev.verdict.artifacts.outbound.files.FileThreads;
import dev.verdict.artifacts.outbound.files.StoreDirectory;
import dev.verdict.artifacts.outbound.s3.S3Connection;
import dev.verdict.runtime.access.Access;
import dev.verdict.runtime.http.HealthChecks;
import dev.verdict.runtime.kafka.ConsumerLag;
import dev.verdict.runtime.kafka.KafkaClients;
import dev.verdict.runtime.kafka.Publisher;
import dev.verdict.runtime.kafka.TableParkingLot;
import dev.verdict.runtime.lifecycle.ServiceModule;
import dev.verdict.runtime.metrics.Metrics;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Migrations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The artifact service as a module: opens what it needs, wires it, and gives it back in reverse.
 */
public final class ArtifactsModule implements ServiceModule {
  static final String SCHEMA = "artifacts";

  private final Vertx vertx;
  private final ArtifactSettings settings;
  private final Clock clock;
  private final KafkaClients kafka;
  private @Nullable Access access;
  private @Nullable Database database;
  private @Nullable FileThreads threads;
  private @Nullable S3Connection s3;
  private @Nullable Publisher publisher;
  private @Nullable ConsumerLag lag;
  private @Nullable Wiring wiring;
  private @Nullable Intake intake;

  public ArtifactsModule(Vertx vertx, ArtifactSettings settings) {
    this(vertx, settings, Clock.systemUTC());
  }

  ArtifactsModule(Vertx vertx, ArtifactSettings settings, Clock clock) {
    this.vertx = vertx;
    this.settings = settings;
    this.clock = clock;
    this.kafka = new KafkaClients(vertx, settings.kafka());
  }

  @Override
  public String name() {
    return "artifacts";
  }

  @Override
  public Future<Router> start() {
    return Migrations.run(vertx, settings.postgres(), SCHEMA)
        .compose(migrated -> Access.start(vertx, settings.postgres()))
        .compose(this::open)
        .compose(
            wired ->
                ArtifactApi.router(
                    vertx,
                    wired.access(),
                    wired.access().passes(),
                    wired.useCases(),
                    settings.publicUrl(),
                    clock))
        .onSuccess(router -> startBackground())
        .recover(failure -> stop().transform(stopped -> Future.failedFuture(failure)));
  }

  @Override
  public Future<Void> migrate() {
    return Migrations.run(vertx, settings.postgres(), SCHEMA)
        .compose(done -> Access.migrate(vertx, settings.postgres()));
  }

  private Future<Wiring> open(Access opened) {
    access = opened;
    FileThreads files = new FileThreads(vertx);
    threads = files;
    Database pool = Database.open(vertx, settings.postgres(), SCHEMA);
    database = pool;
    return openBucket()
        .compose(
            bucket ->
                Future.all(
                        files.call(
                            () -> StoreDirectory.open(settings.directory(), settings.keepFree())),
                        openPublisher())
                    .map(
                        both ->
                            new Wiring.Opened(
                                opened, pool, files, both.resultAt(0), both.resultAt(1), bucket)))
        .map(
            parts -> {
              Wiring wired = Wiring.of(vertx, settings, clock, parts);
              wiring = wired;
              return wired;
            });
  }

  private Future<Publisher> openPublisher() {
    return kafka
        .publisher()
        .map(
            made -> {
              publisher = made;
              return made;
            });
  }

  /** None when everything is on disk; then no class of the S3 client is loaded. */
  private Future<@Nullable S3Connection> openBucket() {
    return settings
        .s3()
        .map(
            address ->
                S3Connection.open(vertx, address)
                    .<@Nullable S3Connection>map(
                        connected -> {
                          s3 = connected;
                          return connected;
                        }))
        .orElseGet(Future::succeededFuture);
  }

  private void startBackground() {
    Wiring wired = wiring;
    Database pool = database;
    if (wired == null || pool == null) {
      throw new IllegalStateException("artifacts: stopped while it started");
    }
    wired.sealing().start();
    wired.telling().start();
    wired.copying().start();
    wired.sweeping().start();
    lag =
        kafka
            .lag(Intake.LOG_READERS, Intake.EVENT_READERS)
            .registeredIn(Metrics.of(vertx).registry())
            .start();
    Intake started = new Intake(vertx, kafka, new TableParkingLot(pool));
    intake = started;
    started.start(
        new LogPieces(wired.provenance(), wired.append(), wired.meters()),
        new RunEvents(wired.hear()));
  }

  /** For tests that want a pass of the background work at once. */
  Optional<Wiring> wiring() {
    return Optional.ofNullable(wiring);
  }

  @Override
  public HealthChecks health() {
    return new HealthChecks()
        .required("postgres", () -> ping(database))
        .required("store", this::room)
        .required("bucket", this::bucket)
        .optional("kafka", () -> kafka.topics().brokers());
  }

  private static Future<?> ping(@Nullable Database database) {
    return database == null
        ? Future.failedFuture("not started")
        : database.pool().query("select 1").execute();
  }

  private Future<String> bucket() {
    S3Connection bucket = s3;
    return bucket == null
        ? Future.succeededFuture("none, artifacts are on disk")
        : bucket.ping().map("answers");
  }

  private Future<String> room() {
    Wiring wired = wiring;
    if (wired == null) {
      return Future.failedFuture("not started");
    }
    return wired
        .staging()
        .room()
        .map(
            room -> {
              if (room <= 0) {
                throw new IllegalStateException("the disk is full");
              }
              return room + " bytes of room";
            });
  }

  @Override
  public Future<Void> stop() {
    Intake reading = intake;
    ConsumerLag watched = lag;
    Wiring wired = wiring;
    Database pool = database;
    Access keys = access;
    FileThreads files = threads;
    S3Connection bucket = s3;
    Publisher told = publisher;
    publisher = null;
    intake = null;
    lag = null;
    s3 = null;
    wiring = null;
    database = null;
    access = null;
    threads = null;
    return close(reading, Intake::stop)
        .compose(left -> close(watched, ConsumerLag::stop))
        .compose(left -> close(wired, Wiring::stop))
        .compose(quiet -> close(told, Publisher::close))
        .compose(quiet -> bucket == null ? quiet() : bucket.close().otherwiseEmpty())
        .compose(quiet -> close(files, FileThreads::close))
        .compose(done -> close(pool, Database::close))
        .compose(done -> close(keys, Access::stop));
  }

  private static Future<Void> quiet() {
    return Future.succeededFuture();
  }

  /** One part that cannot be closed does not keep the others open. */
  private static <T> Future<Void> close(@Nullable T part, Function<T, Future<Void>> close) {
    return part == null ? Future.succeededFuture() : close.apply(part).otherwiseEmpty();
  }
}
