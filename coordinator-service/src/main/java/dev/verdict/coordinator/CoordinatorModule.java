package dev.verdict.coordinator;

import dev.verdict.contract.Topics;
import dev.verdict.contract.event.PublicAddress;
import dev.verdict.coordinator.inbound.http.EventSchemasApi;
import dev.verdict.coordinator.inbound.http.EventStream;
import dev.verdict.coordinator.inbound.http.KeysApi;
import dev.verdict.coordinator.inbound.http.RunsApi;
import dev.verdict.coordinator.inbound.http.TaskExport;
import dev.verdict.coordinator.inbound.http.TaskResultsApi;
import dev.verdict.coordinator.inbound.http.TasksApi;
import dev.verdict.coordinator.inbound.http.WorkersApi;
import dev.verdict.coordinator.inbound.kafka.ArtifactsReader;
import dev.verdict.coordinator.inbound.kafka.NewsReader;
import dev.verdict.coordinator.outbound.ci.ProviderCommits;
import dev.verdict.coordinator.outbound.ci.ProviderHistories;
import dev.verdict.coordinator.outbound.kafka.OutgoingRecords;
import dev.verdict.coordinator.usecase.TakeArtifacts;
import dev.verdict.runtime.access.Access;
import dev.verdict.runtime.http.Api;
import dev.verdict.runtime.http.HealthChecks;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.kafka.ConsumerLag;
import dev.verdict.runtime.kafka.ConsumerSpec;
import dev.verdict.runtime.kafka.KafkaClients;
import dev.verdict.runtime.kafka.OrderedConsumer;
import dev.verdict.runtime.kafka.OurTopics;
import dev.verdict.runtime.kafka.Publisher;
import dev.verdict.runtime.kafka.TableParkingLot;
import dev.verdict.runtime.lifecycle.ServiceModule;
import dev.verdict.runtime.metrics.Metrics;
import dev.verdict.runtime.outbox.OutboxRelay;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Migrations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The coordinator: what it is made of, in the order in which it is started. */
public final class CoordinatorModule implements ServiceModule {
  private static final String SCHEMA = "coordinator";
  private static final int TELLING_CONNECTIONS = 4;
  private static final int TAKING_CONNECTIONS = 6;

  private final Vertx vertx;
  private final CoordinatorSettings settings;
  private final KafkaClients kafka;
  private final PublicAddress address;
  private final Deque<Supplier<Future<Void>>> stops = new ArrayDeque<>();
  private @Nullable Database database;

  public CoordinatorModule(Vertx vertx, CoordinatorSettings settings) {
    this.vertx = vertx;
    this.settings = settings;
    this.kafka = new KafkaClients(vertx, settings.kafka());
    this.address = settings.publicUrl().map(PublicAddress::of).orElse(PublicAddress.UNKNOWN);
  }

  @Override
  public String name() {
    return "coordinator";
  }

  @Override
  public Future<Router> start() {
    Future<Void> topics = kafka.topics().ensure(OurTopics.all(settings.partitions()));
    Future<Void> schema = Migrations.run(vertx, settings.postgres(), SCHEMA);
    Future<Access> access = Access.start(vertx, settings.postgres());
    Future<Publisher> publisher = kafka.publisher();
    return Future.join(topics, schema, access, publisher)
        .onSuccess(ready -> remember(access.result(), publisher.result()))
        .compose(ready -> access.result().learn(settings.givenKeys()))
        .compose(ready -> start(access.result(), publisher.result()))
        .recover(failure -> stop().transform(stopped -> Future.failedFuture(failure)));
  }

  @Override
  public Future<Void> migrate() {
    return Migrations.run(vertx, settings.postgres(), SCHEMA)
        .compose(done -> Access.migrate(vertx, settings.postgres()));
  }

  private void remember(Access access, Publisher publisher) {
    stops.push(access::stop);
    stops.push(publisher::close);
  }

  private Future<Router> start(Access access, Publisher publisher) {
    Database opened = Database.open(vertx, settings.postgres(), SCHEMA);
    database = opened;
    stops.push(opened::close);
    CoordinatorMeters meters = new CoordinatorMeters(Metrics.of(vertx).registry());
    UseCases use = new UseCases(vertx, settings, opened, access.passes(), meters);
    OutgoingRecords records = new OutgoingRecords(address);
    OutboxRelay relay = new OutboxRelay(vertx, opened, use.outbox(), publisher, records::of);
    NewsReader news =
        new NewsReader(
            access.tokens(), use.takeNews(), Metrics.of(vertx).registry(), use.scheduler()::wake);
    // Of its own: a thousand deliveries must not keep the scheduler waiting for a connection.
    Database telling =
        Database.open(vertx, settings.postgres().withPoolSize(TELLING_CONNECTIONS), SCHEMA);
    stops.push(telling::close);
    Database taking =
        Database.open(vertx, settings.postgres().withPoolSize(TAKING_CONNECTIONS), SCHEMA);
    stops.push(taking::close);
    OutboundWebhooks outbound =
        new OutboundWebhooks(
            vertx,
            settings.subscriptions(),
            telling,
            use.outbox(),
            records,
            Metrics.of(vertx).registry());
    stops.push(relay::stop);
    ConsumerLag watched =
        kafka
            .lag(newsOf(), ArtifactsReader.GROUP)
            .registeredIn(Metrics.of(vertx).registry())
            .start();
    stops.push(watched::stop);
    stops.push(outbound::stop);
    return relay
        .start()
        .compose(started -> outbound.start())
        .compose(started -> kafka.consume(newsOf(), news, new TableParkingLot(opened)))
        .onSuccess(this::stopReading)
        .compose(reading -> readArtifacts(opened, use.takeArtifacts()))
        .compose(
            reading -> {
              use.start();
              stops.push(use::stop);
              Following following =
                  new Following(
                      vertx,
                      settings.webhooks().follow(),
                      opened,
                      use.takeNews(),
                      Metrics.of(vertx).registry());
              stops.push(following::stop);
              following.start();
              Webhooks webhooks =
                  new Webhooks(
                      vertx,
                      settings.webhooks(),
                      opened,
                      taking,
                      use.outbox(),
                      use.desk(),
                      meters,
                      new ProviderHistories(following.providers())::of,
                      new ProviderCommits(following.providers())::of,
                      () -> {
                        use.scheduler().wake();
                        following.wake();
                      });
              stops.push(webhooks::stop);
              return webhooks.start();
            })
        .compose(
            webhooks -> {
              return Api.router(
                  vertx,
                  "openapi/coordinator.yaml",
                  access,
                  operations -> {
                    register(operations, use, access);
                    webhooks.register(operations);
                    outbound.register(operations);
                  });
            });
  }

  private Future<OrderedConsumer> readArtifacts(Database opened, TakeArtifacts take) {
    ArtifactsReader reader = new ArtifactsReader(take, Metrics.of(vertx).registry());
    return kafka
        .consume(ArtifactsReader.GROUP, reader, new TableParkingLot(opened))
        .onSuccess(this::stopReading);
  }

  private void stopReading(OrderedConsumer consumer) {
    stops.push(consumer::stop);
  }

  private static ConsumerSpec newsOf() {
    return new ConsumerSpec("verdict-coordinator", Set.of(Topics.ATTEMPTS), 200);
  }

  private void register(Operations operations, UseCases use, Access access) {
    Runnable changed = use.scheduler()::wake;
    new RunsApi(use.desk(), use.submitRun(), use.endRun(), use.reopenRun(), use.archive(), changed)
        .register(operations);
    new TasksApi(
            use.desk(), use.submitRun(), use.endRun(), use.explainTask(), use.archive(), changed)
        .register(operations);
    new TaskResultsApi(use.archive(), new TaskExport(vertx, use.archive(), InstantSource.system()))
        .register(operations);
    new WorkersApi(
            use.roster(),
            use.keepInTouch(),
            use.archive(),
            access.tokens(),
            settings.lease(),
            InstantSource.system(),
            changed)
        .register(operations);
    new KeysApi(Objects.requireNonNull(database), access.keys()).register(operations);
    new EventStream(vertx, use.eventLog(), address).register(operations);
    new EventSchemasApi().register(operations);
  }

  @Override
  public Future<Void> stop() {
    Future<Void> stopped = Future.succeededFuture();
    while (!stops.isEmpty()) {
      Supplier<Future<Void>> next = stops.pop();
      stopped = stopped.transform(before -> next.get());
    }
    return stopped.otherwiseEmpty();
  }

  @Override
  public HealthChecks health() {
    return new HealthChecks()
        .required(
            "postgres",
            () ->
                database == null
                    ? Future.failedFuture("not started")
                    : database.pool().query("select 1").execute())
        .required("kafka", () -> kafka.topics().brokers());
  }
}
