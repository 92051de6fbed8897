package dev.verdict.runtime.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How many records wait for groups of consumers, as the brokers see it: so it is also told when
 * nobody reads. Asked for now and then on a worker thread, over one connection that stays open.
 */
public final class ConsumerLag {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final int WITHIN_SECONDS = 2;

  private final Vertx vertx;
  private final Map<String, Object> config;
  private final Map<ConsumerSpec, AtomicLong> lags = new LinkedHashMap<>();
  private @Nullable Admin admin;
  private long timer = -1;
  private boolean closed;

  ConsumerLag(Vertx vertx, Map<String, Object> config, ConsumerSpec... groups) {
    this.vertx = vertx;
    this.config = config;
    for (ConsumerSpec group : groups) {
      lags.put(group, new AtomicLong());
    }
  }

  public ConsumerLag registeredIn(MeterRegistry registry) {
    lags.forEach(
        (group, lag) ->
            Gauge.builder("distributed_testing_consumer_lag", lag, AtomicLong::get)
                .description("Records that wait for a group of consumers.")
                .tag("group", group.group())
                .register(registry));
    return this;
  }

  public ConsumerLag start() {
    timer = vertx.setPeriodic(EVERY.toMillis(), now -> ask());
    return this;
  }

  /** Asks now, for all groups together. Fails when the brokers do not answer. */
  public Future<Long> ask() {
    return vertx.executeBlocking(this::measured, false);
  }

  private synchronized long measured()
      throws ExecutionException, InterruptedException, TimeoutException {
    long all = 0;
    for (Map.Entry<ConsumerSpec, AtomicLong> group : lags.entrySet()) {
      if (!closed) {
        group.getValue().set(measured(group.getKey()));
      }
      all += group.getValue().get();
    }
    return all;
  }

  private long measured(ConsumerSpec group)
      throws ExecutionException, InterruptedException, TimeoutException {
    Admin asked = admin == null ? Admin.create(config) : admin;
    admin = asked;
    Map<String, TopicDescription> topics =
        asked.describeTopics(group.topics()).allTopicNames().get(WITHIN_SECONDS, TimeUnit.SECONDS);
    Map<TopicPartition, Long> from = offsets(asked, topics, OffsetSpec.earliest());
    asked
        .listConsumerGroupOffsets(group.group())
        .partitionsToOffsetAndMetadata()
        .get(WITHIN_SECONDS, TimeUnit.SECONDS)
        .forEach(
            (partition, committed) ->
                from.computeIfPresent(partition, (same, first) -> committed.offset()));
    return offsets(asked, topics, OffsetSpec.latest()).entrySet().stream()
        .mapToLong(
            end -> Math.max(0, end.getValue() - from.getOrDefault(end.getKey(), end.getValue())))
        .sum();
  }

  private static Map<TopicPartition, Long> offsets(
      Admin asked, Map<String, TopicDescription> topics, OffsetSpec which)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    topics.forEach(
        (topic, description) ->
            description
                .partitions()
                .forEach(
                    partition ->
                        wanted.put(new TopicPartition(topic, partition.partition()), which)));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    asked
        .listOffsets(wanted)
        .all()
        .get(WITHIN_SECONDS, TimeUnit.SECONDS)
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  public Future<Void> stop() {
    vertx.cancelTimer(timer);
    return vertx.executeBlocking(
        () -> {
          close();
          return null;
        },
        false);
  }

  private synchronized void close() {
    closed = true;
    if (admin != null) {
      admin.close(Duration.ofSeconds(WITHIN_SECONDS));
      admin = null;
    }
  }
}
