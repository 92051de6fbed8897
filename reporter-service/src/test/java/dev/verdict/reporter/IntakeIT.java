package dev.verdict.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.event.RunEvent;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.reporter.inbound.kafka.EventBatches;
import dev.verdict.reporter.inbound.kafka.IntakeMetrics;
import dev.verdict.reporter.outbound.pg.PgRunStore;
import dev.verdict.reporter.stream.PlausibleRun;
import dev.verdict.reporter.usecase.CompletionSignals;
import dev.verdict.reporter.usecase.TakeInEvents;
import dev.verdict.runtime.kafka.Message;
import dev.verdict.runtime.kafka.Received;
import dev.verdict.runtime.kafka.ReceivedBatch;
import dev.verdict.runtime.pg.Database;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events that come twice, in the wrong order, after a crash, or not fit to be taken in. */
class IntakeIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private final PlausibleRun run = PlausibleRun.finished("nightly", 10, 120).rerun(3, 2);

  private RunningReporter reporterOn(PostgresAccess database) {
    // One partition: what was published later is taken in later.
    return new RunningReporter(database, kafka.bootstrapServers(), kafka.freshTopic("events", 1));
  }

  /** Everything that was published before this call has been taken in when it returns. */
  private static void settle(RunningReporter reporter) {
    PlausibleRun last = PlausibleRun.finished("last", 1, 1);
    reporter.publish(last.events());
    assertThat(reporter.get("/api/v1/runs/" + last.id() + "/report").statusCode()).isEqualTo(200);
  }

  private Map<String, String> tablesAfter(List<RunEvent> events) {
    PostgresAccess database = postgres.freshDatabase();
    try (RunningReporter reporter = reporterOn(database)) {
      reporter.publish(events);
      settle(reporter);
    }
    return Tables.of(database, run.id());
  }

  @Test
  void duplicatedAndShuffledEventsLeadToTheSameTables() {
    Map<String, String> inOrder = tablesAfter(run.events());
    assertThat(inOrder.get("test_results")).startsWith((13 * 120) + " rows");
    assertThat(inOrder.get("latest_test_results")).startsWith((10 * 120) + " rows");

    List<RunEvent> confused = new ArrayList<>(run.events());
    confused.addAll(run.events());
    Collections.shuffle(confused, new Random(7));

    assertThat(tablesAfter(confused)).isEqualTo(inOrder);
  }

  @Test
  void aCrashBetweenTheTransactionAndTheOffsetChangesNothing() {
    Map<String, String> expected = tablesAfter(run.events());
    PostgresAccess database = postgres.freshDatabase();
    try (RunningReporter reporter = reporterOn(database)) {
      // The first life of the reporter: its transaction is durable, its offset is not.
      Database schema =
          Database.open(reporter.vertx(), reporter.settings().postgres(), ReporterModule.SCHEMA);
      var batches =
          new EventBatches(
              reporter.vertx(),
              new TakeInEvents(new PgRunStore(schema), new CompletionSignals()),
              new IntakeMetrics(new SimpleMeterRegistry()));
      List<RunEvent> first = run.events().subList(0, 700);
      RunningReporter.await(batches.handle(received(reporter.settings().topic(), first)));
      RunningReporter.await(schema.close());
      assertThat(Tables.of(database, run.id()).get("test_results")).doesNotStartWith("0 rows");

      // The second gets all of it again.
      reporter.publish(run.events());
      settle(reporter);
    }
    assertThat(Tables.of(database, run.id())).isEqualTo(expected);
  }

  @Test
  void lostConnectionsLoseNothing() {
    Map<String, String> expected = tablesAfter(run.events());
    PostgresAccess database = postgres.freshDatabase();
    try (RunningReporter reporter = reporterOn(database)) {
      int killed = 0;
      for (int from = 0; from < run.events().size(); from += 100) {
        reporter.publish(run.events().subList(from, Math.min(run.events().size(), from + 100)));
        killed += postgres.killConnections();
      }
      assertThat(killed).isPositive();
      settle(reporter);
    }
    assertThat(Tables.of(database, run.id())).isEqualTo(expected);
  }

  @Test
  void whatCanNeverBeTakenInIsParkedAndTheRestGoesOn() {
    PostgresAccess database = postgres.freshDatabase();
    Map<String, String> expected = tablesAfter(run.events());
    try (RunningReporter reporter = reporterOn(database)) {
      String topic = reporter.settings().topic();
      Message fine =
          RunningReporter.message(topic, PlausibleRun.finished("other", 1, 1).events().get(4));
      Map<String, String> unknown = new HashMap<>(fine.headers());
      unknown.put("ce_type", "dev.cdevents.something.else.1.0.0");
      Message farOff =
          RunningReporter.message(
              topic,
              PlausibleRun.finished(
                      "far off", "main", 1, 1, Instant.parse("+300000-01-01T00:00:00Z"))
                  .events()
                  .getFirst());

      reporter.publish(run.events().subList(0, 500));
      reporter.publish(
          new Message(topic, fine.key(), fine.headers(), "{".getBytes(StandardCharsets.UTF_8)));
      reporter.publish(
          new Message(topic, fine.key(), Map.of(), "hello".getBytes(StandardCharsets.UTF_8)));
      reporter.publish(new Message(topic, fine.key(), unknown, fine.value()));
      reporter.publish(farOff);
      reporter.publish(run.events().subList(500, run.events().size()));
      settle(reporter);
    }
    assertThat(Tables.of(database, run.id())).isEqualTo(expected);
    assertThat(Tables.text(database, "SELECT count(*) FROM reporter.parked_messages"))
        .isEqualTo("2");
  }

  @Test
  void namesWithAnyCharacterAreKept() {
    PlausibleRun odd = PlausibleRun.finished("nul \u0000 quote ' emoji 🐘 half \ud83d", 1, 1);
    PostgresAccess database = postgres.freshDatabase();
    try (RunningReporter reporter = reporterOn(database)) {
      reporter.publish(odd.events());
      settle(reporter);
    }
    assertThat(
            Tables.text(
                database, "SELECT name FROM reporter.test_runs WHERE id = '" + odd.id() + "'"))
        .startsWith("nul \ufffd quote ' emoji 🐘 half");
  }

  private static ReceivedBatch received(String topic, List<RunEvent> events) {
    List<Received> records = new ArrayList<>();
    for (RunEvent event : events) {
      Message message = RunningReporter.message(topic, event);
      records.add(
          new Received(
              topic,
              0,
              records.size(),
              message.key(),
              message.headers(),
              message.value(),
              java.time.Instant.EPOCH));
    }
    return new ReceivedBatch(topic, 0, records);
  }
}
