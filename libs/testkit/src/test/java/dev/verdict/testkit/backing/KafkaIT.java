package dev.verdict.testkit.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaIT {
  @RegisterExtension static final Kafka kafka = Backing.kafka();
  @RegisterExtension static final Kafka own = Backing.ownKafka();

  @Test
  void recordsOfAFreshTopicComeBackToAGroup() throws Exception {
    var topic = kafka.freshTopic("events", 3);
    assertThat(topic).startsWith(kafka.uniquePrefix()).endsWith("events");

    send(kafka, topic, "one", Duration.ofSeconds(20));

    assertThat(received(kafka, topic, 1)).containsExactly("one");
  }

  @Test
  void clearMakesRoomForTheSameNames() throws Exception {
    own.createTopic("verdict.events", 1);
    send(own, "verdict.events", "old", Duration.ofSeconds(20));

    own.clear();
    own.createTopic("verdict.events", 1);
    send(own, "verdict.events", "new", Duration.ofSeconds(20));

    assertThat(received(own, "verdict.events", 1)).containsExactly("new");
  }

  @Test
  void aKilledBrokerComesBackAtTheSameAddressWithWhatItAcknowledged() throws Exception {
    var topic = own.freshTopic("kept", 1);
    var address = own.bootstrapServers();
    send(own, topic, "before", Duration.ofSeconds(20));

    own.kill();
    assertThatThrownBy(() -> send(own, topic, "lost", Duration.ofSeconds(1)))
        .hasCauseInstanceOf(TimeoutException.class);
    own.startAgain();
    send(own, topic, "after", Duration.ofSeconds(20));

    assertThat(own.bootstrapServers()).isEqualTo(address);
    assertThat(received(own, topic, 2)).containsExactly("before", "after");
  }

  @Test
  void aPausedBrokerAnswersNobodyUntilItIsResumed() throws Exception {
    var topic = own.freshTopic("frozen", 1);
    own.pause();
    try {
      assertThatThrownBy(() -> send(own, topic, "early", Duration.ofSeconds(1)))
          .hasCauseInstanceOf(TimeoutException.class);
    } finally {
      own.resume();
    }
    send(own, topic, "late", Duration.ofSeconds(20));
    assertThat(received(own, topic, 1)).contains("late");
  }

  @Test
  void theSharedBrokerCannotBeBroken() {
    assertThatThrownBy(kafka::kill).hasMessageContaining("Backing.ownKafka()");
  }

  private static void send(Kafka to, String topic, String value, Duration limit)
      throws ExecutionException, InterruptedException, java.util.concurrent.TimeoutException {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", to.bootstrapServers(),
            "max.block.ms", limit.toMillis(),
            "request.timeout.ms", Math.toIntExact(limit.toMillis()),
            "delivery.timeout.ms", Math.toIntExact(limit.toMillis()) + 1,
            "linger.ms", 0);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, value)).get(30, TimeUnit.SECONDS);
    }
  }

  private static List<String> received(Kafka from, String topic, int count) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            from.bootstrapServers(),
            "group.id",
            from.uniquePrefix() + topic,
            "auto.offset.reset",
            "earliest");
    var values = new ArrayList<String>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
