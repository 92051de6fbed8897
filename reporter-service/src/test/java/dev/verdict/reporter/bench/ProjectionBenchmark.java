package dev.verdict.reporter.bench;

import dev.verdict.contract.event.CloudEventCodec;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.reporter.ReporterModule;
import dev.verdict.reporter.stream.PlausibleRun;
import dev.verdict.runtime.kafka.KafkaClients;
import dev.verdict.runtime.kafka.Message;
import dev.verdict.runtime.pg.Migrations;
import dev.verdict.runtime.settings.KafkaSettings;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Results of tests from Kafka into PostgreSQL, idempotent and decoded from their events, beside
 * {@code COPY} into a stage and {@code INSERT … ON CONFLICT} of the same rows into the same table.
 * Both alternate; what counts is the ratio.
 *
 * <pre>
 * mvn -q -pl reporter-service test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.cp
 * java -cp reporter-service/target/test-classes:reporter-service/target/classes:$(cat reporter-service/target/bench.cp) \
 *   dev.verdict.reporter.bench.ProjectionBenchmark [runs, 4] [tasks of a run, 100] [tests of a task, 500] [rounds, 4]
 * </pre>
 */
public final class ProjectionBenchmark {
  private static final int PARTITIONS = 4;
  private static final int SENT_AT_ONCE = 5_000;
  private static final PrintStream OUT = System.out;

  private ProjectionBenchmark() {}

  public static void main(String[] args) throws Exception {
    int runs = argument(args, 0, 4);
    int tasks = argument(args, 1, 100);
    int tests = argument(args, 2, 500);
    int rounds = argument(args, 3, 4);
    Postgres postgres = Backing.postgres();
    Kafka kafka = Backing.kafka();
    Vertx vertx = Vertx.vertx();
    var database = postgres.database();
    PostgresSettings settings =
        PostgresSettings.of(
            database.host(),
            database.port(),
            database.database(),
            database.user(),
            database.password());
    KafkaClients clients = new KafkaClients(vertx, KafkaSettings.of(kafka.bootstrapServers()));
    await(Migrations.run(vertx, settings, ReporterModule.SCHEMA));

    String topic = kafka.freshTopic("events", PARTITIONS);
    List<PlausibleRun> published = publish(clients, topic, runs, tasks, tests);
    List<RunEvent> results = results(published);
    OUT.printf(
        "%,d results of tests in %d runs, %,d events, %d bytes an event%n",
        results.size(),
        runs,
        published.stream().mapToInt(run -> run.events().size()).sum(),
        CloudEventCodec.encode(results.getFirst()).value().length);

    CopyBaseline copy = new CopyBaseline(database, results);
    IntakeRound intake = new IntakeRound(vertx, settings, clients, topic, published);
    double[] ofCopy = new double[rounds];
    double[] ofIntake = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      copy.empty();
      ofCopy[round] = results.size() / copy.seconds();
      copy.empty();
      ofIntake[round] = results.size() / intake.seconds(round);
      OUT.printf(
          "round %d: COPY + ON CONFLICT %,9.0f rows/s   Kafka to PostgreSQL %,9.0f rows/s   ratio"
              + " %.2f%n",
          round + 1, ofCopy[round], ofIntake[round], ofIntake[round] / ofCopy[round]);
    }
    // The first round warms up.
    double copied = median(Arrays.copyOfRange(ofCopy, 1, rounds));
    double taken = median(Arrays.copyOfRange(ofIntake, 1, rounds));
    OUT.printf(
        "median of the last %d: %,.0f and %,.0f rows/s, ratio %.2f (target 0.50)%n",
        rounds - 1, copied, taken, taken / copied);
    await(vertx.close());
    System.exit(0);
  }

  private static List<PlausibleRun> publish(
      KafkaClients clients, String topic, int runs, int tasks, int tests) {
    List<PlausibleRun> published = new ArrayList<>();
    var publisher = await(clients.publisher());
    for (int i = 0; i < runs; i++) {
      PlausibleRun run = PlausibleRun.finished("run-" + i, tasks, tests);
      published.add(run);
      List<Message> messages = new ArrayList<>();
      for (RunEvent event : run.events()) {
        var encoded = CloudEventCodec.encode(event);
        messages.add(new Message(topic, run.id().toString(), encoded.headers(), encoded.value()));
        if (messages.size() == SENT_AT_ONCE) {
          await(publisher.send(List.copyOf(messages)));
          messages.clear();
        }
      }
      await(publisher.send(messages));
    }
    await(publisher.close());
    return published;
  }

  private static List<RunEvent> results(List<PlausibleRun> runs) {
    return runs.stream()
        .flatMap(run -> run.events().stream())
        .filter(event -> event.data() instanceof EventData.TestFinished)
        .toList();
  }

  private static double median(double[] rates) {
    double[] sorted = rates.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  private static int argument(String[] args, int nth, int fallback) {
    return args.length > nth ? Integer.parseInt(args[nth]) : fallback;
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(300, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("nothing came of it in five minutes", e);
    }
  }
}
