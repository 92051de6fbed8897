package dev.verdict.reporter.bench;

import dev.verdict.reporter.ReporterModule;
import dev.verdict.reporter.ReporterSettings;
import dev.verdict.reporter.inbound.kafka.EventBatches;
import dev.verdict.reporter.inbound.kafka.IntakeMetrics;
import dev.verdict.reporter.outbound.pg.PgRunStore;
import dev.verdict.reporter.stream.PlausibleRun;
import dev.verdict.reporter.usecase.CompletionSignals;
import dev.verdict.reporter.usecase.TakeInEvents;
import dev.verdict.runtime.kafka.BatchHandler;
import dev.verdict.runtime.kafka.ConsumerSpec;
import dev.verdict.runtime.kafka.KafkaClients;
import dev.verdict.runtime.kafka.OrderedConsumer;
import dev.verdict.runtime.kafka.TableParkingLot;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.settings.PostgresSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Reads the whole topic once more, as a group that has never read it. */
final class IntakeRound {
  private final Vertx vertx;
  private final PostgresSettings settings;
  private final KafkaClients clients;
  private final String topic;
  private final List<PlausibleRun> runs;

  IntakeRound(
      Vertx vertx,
      PostgresSettings settings,
      KafkaClients clients,
      String topic,
      List<PlausibleRun> runs) {
    this.vertx = vertx;
    this.settings = settings;
    this.clients = clients;
    this.topic = topic;
    this.runs = runs;
  }

  /** From the first record that arrives to the commit of the last. */
  double seconds(int round) {
    Database database = Database.open(vertx, settings, ReporterModule.SCHEMA);
    CompletionSignals signals = new CompletionSignals();
    List<Future<Void>> complete =
        runs.stream().map(run -> signals.await(run.id()).woken()).toList();
    AtomicLong first = new AtomicLong();
    EventBatches batches =
        new EventBatches(
            vertx,
            new TakeInEvents(new PgRunStore(database), signals),
            new IntakeMetrics(new SimpleMeterRegistry()));
    BatchHandler timed =
        batch -> {
          first.compareAndSet(0, System.nanoTime());
          return batches.handle(batch);
        };
    var spec =
        new ConsumerSpec(
            topic + "-round-" + round,
            Set.of(topic),
            Integer.getInteger("batch", ReporterSettings.DEFAULT_BATCH));
    List<OrderedConsumer> consumers =
        IntStream.range(0, Integer.getInteger("readers", ReporterSettings.DEFAULT_READERS))
            .mapToObj(
                reader ->
                    ProjectionBenchmark.await(
                        clients.consume(spec, timed, new TableParkingLot(database))))
            .toList();
    ProjectionBenchmark.await(Future.all(complete));
    double seconds = (System.nanoTime() - first.get()) / 1e9;
    consumers.forEach(consumer -> ProjectionBenchmark.await(consumer.stop()));
    ProjectionBenchmark.await(database.close());
    return seconds;
  }
}
