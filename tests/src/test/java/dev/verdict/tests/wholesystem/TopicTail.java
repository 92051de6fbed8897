package dev.verdict.tests.wholesystem;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads all of a topic from its beginning on, on a thread of its own, until it is closed. */
public final class TopicTail implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Thread reader;

  private TopicTail(
      KafkaConsumer<String, byte[]> consumer,
      String topic,
      Consumer<ConsumerRecord<String, byte[]>> each) {
    this.consumer = consumer;
    reader = Thread.ofPlatform().daemon().name("tail-of-" + topic).start(() -> read(each));
  }

  /** The topic must be there. */
  public static TopicTail follow(
      String kafka, String topic, Consumer<ConsumerRecord<String, byte[]>> each) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", kafka, "auto.offset.reset", "earliest");
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new TopicTail(consumer, topic, each);
  }

  private void read(Consumer<ConsumerRecord<String, byte[]>> each) {
    try (consumer) {
      while (!Thread.currentThread().isInterrupted()) {
        consumer.poll(POLL).forEach(each);
      }
    } catch (WakeupException e) {
      // It is closed.
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      reader.join(POLL.multipliedBy(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
