package dev.verdict.reporter.outbound.kafka;

import dev.verdict.runtime.settings.KafkaSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How many events wait for all reporters together, as the brokers see it: so it is also told when
 * nobody reads. Asked for now and then on a worker thread, over one connection that stays open.
 */
public final class ConsumerLag {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final int WITHIN_SECONDS = 2;

  private final Vertx vertx;
  private final Map<String, Object> config = new HashMap<>();
  private final String group;
  private final String topic;
  private final int partitions;
  private final AtomicLong lag = new AtomicLong();
  private @Nullable Admin admin;
  private long timer = -1;
  private boolean closed;

  public ConsumerLag(
      Vertx vertx, KafkaSettings settings, String group, String topic, int partitions) {
    this.vertx = vertx;
    this.group = group;
    this.topic = topic;
    this.partitions = partitions;
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    config.putAll(settings.properties());
  }

  public ConsumerLag registeredIn(MeterRegistry registry) {
    Gauge.builder("verdict_reporter_consumer_lag", lag, AtomicLong::get)
        .description("Events of runs that no reporter has taken in yet")
        .register(registry);
    return this;
  }

  public void start() {
    timer = vertx.setPeriodic(EVERY.toMillis(), now -> ask());
  }

  /** Asks now. Fails when the brokers do not answer. */
  public Future<Long> ask() {
    return vertx.executeBlocking(this::measured, false).onSuccess(lag::set);
  }

  private synchronized long measured()
      throws ExecutionException, InterruptedException, TimeoutException {
    if (closed) {
      return lag.get();
    }
    Admin asked = admin == null ? Admin.create(config) : admin;
    admin = asked;
    Map<TopicPartition, Long> from = offsets(asked, OffsetSpec.earliest());
    asked
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get(WITHIN_SECONDS, TimeUnit.SECONDS)
        .forEach(
            (partition, committed) ->
                from.computeIfPresent(partition, (same, first) -> committed.offset()));
    return offsets(asked, OffsetSpec.latest()).entrySet().stream()
        .mapToLong(
            end -> Math.max(0, end.getValue() - from.getOrDefault(end.getKey(), end.getValue())))
        .sum();
  }

  private Map<TopicPartition, Long> offsets(Admin asked, OffsetSpec which)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      wanted.put(new TopicPartition(topic, partition), which);
    }
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
