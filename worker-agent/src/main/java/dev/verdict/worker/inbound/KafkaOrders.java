package dev.verdict.worker.inbound;

import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.message.WorkerOrder;
import dev.verdict.runtime.kafka.KafkaClients;
import dev.verdict.worker.usecase.OrderFeed;
import dev.verdict.worker.usecase.Waiting;
import io.vertx.core.Future;
import io.vertx.kafka.client.common.TopicPartition;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import io.vertx.kafka.client.consumer.KafkaConsumerRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the one partition that the worker's id falls in, from its end on. What is lost with a
 * broker comes back with the next heartbeat.
 */
public final class KafkaOrders implements OrderFeed {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaOrders.class);
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final int AT_ONCE = 500;

  private final KafkaClients kafka;
  private final AtomicLong unreadable = new AtomicLong();
  private @Nullable KafkaConsumer<String, byte[]> consumer;

  public KafkaOrders(KafkaClients kafka) {
    this.kafka = kafka;
  }

  @Override
  public synchronized void follow(UUID workerId, Consumer<WorkerOrder> orders)
      throws IOException, InterruptedException {
    unfollow();
    Future<KafkaConsumer<String, byte[]>> ready =
        kafka
            .topics()
            .partitions(Topics.ASSIGNMENTS)
            .map(partitions -> partitionOf(workerId, partitions))
            .compose(
                partition ->
                    kafka
                        .reader(AT_ONCE)
                        .compose(reader -> atEnd(reader, partition, workerId, orders)));
    consumer = Waiting.on(ready, WITHIN);
  }

  @Override
  public synchronized void unfollow() {
    KafkaConsumer<String, byte[]> old = consumer;
    consumer = null;
    if (old != null) {
      old.close().onFailure(e -> LOG.debug("closing the order feed: {}", e.toString()));
    }
  }

  /** How many orders could not be read. */
  public long unreadable() {
    return unreadable.get();
  }

  /** As Kafka's own producer chooses it for the key. */
  static int partitionOf(UUID workerId, int partitions) {
    byte[] key = workerId.toString().getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  private Future<KafkaConsumer<String, byte[]>> atEnd(
      KafkaConsumer<String, byte[]> reader,
      int partition,
      UUID workerId,
      Consumer<WorkerOrder> orders) {
    TopicPartition ours = new TopicPartition(Topics.ASSIGNMENTS, partition);
    reader.exceptionHandler(e -> LOG.warn("the order feed stumbled: {}", e.toString()));

    return reader
        .assign(ours)
        .compose(assigned -> reader.seekToEnd(ours))
        // Seeking is lazy; asking for the position makes it happen now.
        .compose(sought -> reader.position(ours))
        // Only now: while it polls, everything else asked of it waits for the poll to end.
        .map(position -> reader.handler(found -> hand(found, workerId, orders)))
        .onFailure(e -> reader.close());
  }

  private void hand(
      KafkaConsumerRecord<String, byte[]> found, UUID workerId, Consumer<WorkerOrder> orders) {
    if (!workerId.toString().equals(found.key()) || found.value() == null) {
      return;
    }
    try {
      orders.accept(Json.read(found.value(), WorkerOrder.class));
    } catch (RuntimeException e) {
      // It must not stop the feed. If it was ours to run, the next heartbeat brings it again.
      unreadable.incrementAndGet();
      LOG.error(
          "order at {}-{}@{} cannot be taken: {}",
          found.topic(),
          found.partition(),
          found.offset(),
          e.toString());
    }
  }
}
