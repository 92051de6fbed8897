package dev.verdict.runtime.kafka;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.kafka.client.common.TopicPartition;
import io.vertx.kafka.client.consumer.KafkaConsumer;
import io.vertx.kafka.client.consumer.KafkaConsumerRecords;
import io.vertx.kafka.client.consumer.OffsetAndMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics as a member of a group: partitions side by side, the records of one partition in
 * order. Offsets are committed only for what the handler has finished.
 *
 * <pre>
 *        ┌────────────── wait (back-off) ◀── some failed: seek back to the first unfinished
 *        ▼                                                        ▲
 *   ┌─▶ poll ──▶ handle each partition's batch ──▶ all settled ───┤
 *   │                     │ poison: park it, skip it next time    │
 *   └──── commit ◀────────┴───────────────────────────────────────┘
 * </pre>
 */
public final class OrderedConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(OrderedConsumer.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final long FIRST_WAIT_MS = 100;
  private static final long LONGEST_WAIT_MS = 5_000;

  private final Vertx vertx;
  private final Context context;
  private final ConsumerSpec spec;
  private final KafkaConsumer<String, byte[]> consumer;
  private final BatchHandler handler;
  private final ParkingLot parking;
  private final Map<TopicPartition, Set<Long>> parked = new HashMap<>();
  private final Promise<Void> stopped = Promise.promise();
  private boolean stopping;
  private long waitMs = FIRST_WAIT_MS;

  OrderedConsumer(
      Vertx vertx,
      ConsumerSpec spec,
      KafkaConsumer<String, byte[]> consumer,
      BatchHandler handler,
      ParkingLot parking) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.spec = spec;
    this.consumer = consumer;
    this.handler = handler;
    this.parking = parking;
  }

  Future<OrderedConsumer> start() {
    return consumer
        .subscribe(spec.topics())
        .map(
            subscribed -> {
              context.runOnContext(now -> loop());
              return this;
            });
  }

  private void loop() {
    if (stopping) {
      consumer.close().onComplete(closed -> stopped.tryComplete());
      return;
    }
    consumer
        .poll(POLL)
        .compose(this::handleAll)
        .onComplete(
            round -> {
              if (round.succeeded() && round.result()) {
                waitMs = FIRST_WAIT_MS;
                context.runOnContext(now -> loop());
              } else {
                logFailure(round.cause());
                vertx.setTimer(waitMs, now -> loop());
                waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
              }
            });
  }

  private void logFailure(@org.jspecify.annotations.Nullable Throwable cause) {
    if (cause != null && !stopping) {
      LOG.warn(
          "Group {}: cannot read, next try in {} ms: {}", spec.group(), waitMs, cause.toString());
    }
  }

  /** True when every partition's batch was finished. */
  private Future<Boolean> handleAll(KafkaConsumerRecords<String, byte[]> polled) {
    if (polled.isEmpty()) {
      return Future.succeededFuture(true);
    }
    var records = polled.records();
    List<Future<Boolean>> partitions = new ArrayList<>();
    Map<TopicPartition, OffsetAndMetadata> finished = new HashMap<>();
    for (var kafkaPartition : records.partitions()) {
      var partition = new TopicPartition(kafkaPartition.topic(), kafkaPartition.partition());
      List<Received> batch = records.records(kafkaPartition).stream().map(Received::of).toList();
      partitions.add(
          handleOne(partition, batch)
              .onSuccess(
                  good -> {
                    if (good) {
                      finished.put(
                          partition,
                          new OffsetAndMetadata(batch.get(batch.size() - 1).offset() + 1, ""));
                      parked.remove(partition);
                    }
                  }));
    }
    return Future.join(partitions)
        .compose(settled -> commit(finished))
        .map(committed -> partitions.stream().allMatch(Future::result));
  }

  /** Never fails: a failed batch is sought back to and will come again. */
  private Future<Boolean> handleOne(TopicPartition partition, List<Received> batch) {
    Set<Long> skipped = parked.getOrDefault(partition, Set.of());
    List<Received> wanted =
        batch.stream().filter(record -> !skipped.contains(record.offset())).toList();
    Future<Void> handled =
        wanted.isEmpty()
            ? Future.succeededFuture()
            : handle(new ReceivedBatch(partition.getTopic(), partition.getPartition(), wanted));
    return handled
        .map(true)
        .recover(
            failure ->
                afterFailure(partition, failure)
                    .compose(parkedOrNot -> consumer.seek(partition, batch.get(0).offset()))
                    .map(false)
                    .otherwise(false));
  }

  private Future<Void> handle(ReceivedBatch batch) {
    try {
      return handler.handle(batch);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<Void> afterFailure(TopicPartition partition, Throwable failure) {
    if (failure instanceof PoisonRecord poison) {
      return parking
          .park(poison.record(), String.valueOf(poison.getMessage()))
          .onSuccess(
              kept -> {
                LOG.error("Group {}: parked {}", spec.group(), poison.getMessage());
                parked
                    .computeIfAbsent(partition, p -> new HashSet<>())
                    .add(poison.record().offset());
              })
          .recover(
              notKept -> {
                LOG.error(
                    "Group {}: {} cannot be parked, the partition waits",
                    spec.group(),
                    partition,
                    notKept);
                return Future.succeededFuture();
              });
    }
    LOG.warn("Group {}: {} failed, comes again in {} ms", spec.group(), partition, waitMs, failure);
    return Future.succeededFuture();
  }

  private Future<Void> commit(Map<TopicPartition, OffsetAndMetadata> finished) {
    if (finished.isEmpty()) {
      return Future.succeededFuture();
    }
    return consumer
        .commit(finished)
        .<Void>mapEmpty()
        .recover(
            failure -> {
              // The partition moved to another member, or the broker is away. The records come
              // again; handlers bear that.
              LOG.info("Group {}: offsets not committed: {}", spec.group(), failure.toString());
              return Future.succeededFuture();
            });
  }

  /**
   * Finishes the batch at hand, commits it and leaves the group. Bounded by the handler and one
   * poll.
   */
  public Future<Void> stop() {
    context.runOnContext(now -> stopping = true);
    return stopped.future();
  }
}
