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
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How many events wait for all reporters together, as the brokers see it: so it is also told when nobody reads. Asked for now
 * and then on a worker thread, over one connection that stays open.
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

  public ConsumerLag(Vertx vertx, KafkaSettings settings, String group, String topic, int partitions) {
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

  private synchronized long measured() throws ExecutionException, InterruptedException, TimeoutException {
    if (closed) {
      return lag.get();
    }
    Admin asked = admin == null ? Admin.create(config) : admin;
    admin = asked;
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    Map<TopicPartition, OffsetSpec> beginnings = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
      beginnings.put(new TopicPartition(topic, partition), OffsetSpec.earliest());
    }
    var done =
        asked.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get(WITHIN_SECONDS, TimeUnit.SECONDS);
    var last = asked.listOffsets(ends).all().get(WITHIN_SECONDS, TimeUnit.SECONDS);
    var first = asked.listOffsets(beginnings).all().get(WITHIN_SECONDS, TimeUnit.SECONDS);
    return last.entrySet().stream()
        .mapToLong(
            end -> {
              @Nullable OffsetAndMetadata committed = done.get(end.getKey());
              long from = committed == null ? first.get(end.getKey()).offset() : committed.offset();
              return Math.max(0, end.getValue().offset() - from);
            })
        .sum();
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
