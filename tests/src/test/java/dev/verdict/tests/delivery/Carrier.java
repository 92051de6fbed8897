package dev.verdict.tests.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the records of one topic from the broker where they are written to the one where they are
 * read: as they are, or, from a given moment on, in disorder.
 */
final class Carrier implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);

  /** So long what comes is collected, so that there is something to be put out of order. */
  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(120);

  private final String topic;
  private final KafkaConsumer<String, byte[]> from;
  private final KafkaProducer<String, byte[]> to;
  private final Disorder disorder;
  private final Thread thread;
  private volatile boolean disorderly;
  private volatile boolean closed;
  private volatile @Nullable CompletableFuture<Void> repetition;

  Carrier(String topic, String from, String to, boolean withinKeys) {
    this.topic = topic;
    this.from =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", from),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    this.to =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", to), new StringSerializer(), new ByteArraySerializer());
    disorder = new Disorder(withinKeys);
    List<TopicPartition> partitions =
        this.from.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    this.from.assign(partitions);
    this.from.seekToBeginning(partitions);
    thread = Thread.ofPlatform().daemon().name("carrier-of-" + topic).start(this::carry);
  }

  private void carry() {
    List<ConsumerRecord<String, byte[]>> window = new ArrayList<>();
    long delivered = System.nanoTime();
    while (!closed) {
      from.poll(POLL).forEach(window::add);
      if (!disorderly) {
        deliver(window);
        window.clear();
      } else if (System.nanoTime() - delivered > WINDOW_NANOS) {
        if (!window.isEmpty() || disorder.holdsSome()) {
          deliver(disorder.arrange(window));
          window.clear();
        }
        delivered = System.nanoTime();
      }
      CompletableFuture<Void> asked = repetition;
      if (asked != null && window.isEmpty() && !disorder.holdsSome()) {
        deliver(disorder.all());
        repetition = null;
        asked.complete(null);
      }
    }
    from.close();
  }

  private void deliver(List<ConsumerRecord<String, byte[]>> records) {
    for (var record : records) {
      to.send(
          new ProducerRecord<>(topic, null, null, record.key(), record.value(), record.headers()));
    }
    to.flush();
  }

  void goWild() {
    disorderly = true;
  }

  /** Delivers everything once more; blocks until the broker has it. */
  void repeatAll() {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    repetition = asked;
    asked.orTimeout(30, TimeUnit.SECONDS).join();
  }

  String topic() {
    return topic;
  }

  /** To be asked when nothing comes any more. */
  Disorder disorder() {
    return disorder;
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    to.close(Duration.ofSeconds(5));
  }
}
