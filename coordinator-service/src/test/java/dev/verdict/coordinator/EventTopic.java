package dev.verdict.coordinator;

import dev.verdict.contract.Topics;
import dev.verdict.testkit.events.EventRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** {@code verdict.events} from its beginning, as anybody reads it. */
final class EventTopic implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<EventRecord> records = new ArrayList<>();

  EventTopic(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    var partitions =
        consumer.partitionsFor(Topics.EVENTS).stream()
            .map(partition -> new TopicPartition(Topics.EVENTS, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Everything that came up to and with so many records of this kind. */
  List<EventRecord> until(int count, Predicate<EventRecord> which) {
    Instant end = Instant.now().plus(PATIENCE);
    while (records.stream().filter(which).count() < count) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("of " + count + " records not all came, but: " + records);
      }
      consumer.poll(Duration.ofMillis(200)).forEach(record -> records.add(EventRecord.of(record)));
    }
    return List.copyOf(records);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
