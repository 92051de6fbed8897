package dev.verdict.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.runtime.kafka.KafkaClients;
import dev.verdict.runtime.kafka.Message;
import dev.verdict.runtime.kafka.Publisher;
import dev.verdict.runtime.outbox.Outbox;
import dev.verdict.runtime.outbox.OutboxEntry;
import dev.verdict.runtime.outbox.OutboxRelay;
import dev.verdict.runtime.outbox.OutboxRow;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Migrations;
import dev.verdict.runtime.settings.KafkaSettings;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was committed is sent, also when nobody says so, and when somebody leaves. */
@Timeout(60)
class OutboxRelayIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private final Vertx vertx = Vertx.vertx();
  private final Outbox outbox = new Outbox();
  private String topic;
  private Database database;
  private Publisher publisher;
  private KafkaConsumer<String, String> consumer;

  @BeforeEach
  void open() {
    var access = postgres.freshDatabase();
    PostgresSettings settings =
        PostgresSettings.of(
            access.host(), access.port(), access.database(), access.user(), access.password());
    await(Migrations.run(vertx, settings, "coordinator"));
    database = Database.open(vertx, settings, "coordinator");
    topic = kafka.freshTopic("outbox", 1);
    publisher =
        await(new KafkaClients(vertx, KafkaSettings.of(kafka.bootstrapServers())).publisher());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.assign(List.of(new TopicPartition(topic, 0)));
    consumer.seekToBeginning(consumer.assignment());
  }

  @AfterEach
  void close() {
    consumer.close();
    await(publisher.close());
    await(database.close());
    await(vertx.close());
  }

  @Test
  void whatNobodyHasSaidIsFoundByLooking() {
    OutboxRelay relay = leading();

    commit("unsaid");

    assertThat(sent(2)).containsExactly("first", "unsaid");
    await(relay.stop());
  }

  @Test
  void whoLeavesSendsWhatIsThereBefore() {
    OutboxRelay relay = leading();

    commit("late");
    await(relay.stop());

    // All that will ever come is there: nobody leads any more.
    var end = consumer.endOffsets(consumer.assignment()).values().iterator().next();
    assertThat(end).isEqualTo(2);
    assertThat(sent(2)).containsExactly("first", "late");
  }

  @Test
  void anotherOneGoesOnWhereTheFirstHasLeft() {
    OutboxRelay relay = leading();
    OutboxRelay successor = relay();
    await(successor.start());
    await(relay.stop());

    commit("second");

    assertThat(sent(2)).containsExactly("first", "second");
    await(successor.stop());
  }

  private OutboxRelay relay() {
    return new OutboxRelay(vertx, database, outbox, publisher, OutboxRelayIT::message);
  }

  /** One that has sent something already. */
  private OutboxRelay leading() {
    OutboxRelay relay = relay();
    await(relay.start());
    commit("first");
    assertThat(sent(1)).containsExactly("first");
    return relay;
  }

  /** Without a word to anybody. */
  private void commit(String payload) {
    await(
        database.inTransaction(
            connection ->
                outbox.append(
                    connection,
                    List.of(new OutboxEntry(topic, "key", "type", null, null, null, payload)))));
  }

  private static Message message(OutboxRow row) {
    return new Message(
        row.entry().topic(),
        row.entry().key(),
        Map.of(),
        row.entry().payload().getBytes(StandardCharsets.UTF_8));
  }

  private final List<String> heard = new ArrayList<>();

  /** Everything up to so many; the time-out of the test is that of the wait. */
  private List<String> sent(int count) {
    while (heard.size() < count) {
      consumer.poll(Duration.ofMillis(200)).forEach(record -> heard.add(record.value()));
    }
    return List.copyOf(heard);
  }

  private static <T> T await(Future<T> future) {
    return RunningCoordinator.await(future);
  }
}
