package dev.verdict.runtime.kafka;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches in order. The Vert.x producer hands over every single record to a worker thread;
 * here a whole batch is one hand-over, which is what an outbox and a worker's report need.
 */
public final class Publisher {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final Producer<String, byte[]> producer;

  Publisher(Vertx vertx, KafkaProducer<String, byte[]> producer) {
    this.vertx = vertx;
    this.producer = producer;
  }

  public Future<Void> send(Message message) {
    return send(List.of(message));
  }

  /**
   * Completes when the brokers have all of them; fails when one could not be delivered in time, and
   * then some may have arrived.
   */
  public Future<Void> send(List<Message> messages) {
    return sendEach(messages)
        .compose(
            failures ->
                failures.stream()
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(Future::<Void>failedFuture)
                    .orElseGet(Future::succeededFuture));
  }

  /** What became of each, in their order: null where the brokers have it. */
  public Future<List<@Nullable Throwable>> sendEach(List<Message> messages) {
    if (messages.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    Promise<List<@Nullable Throwable>> done = Promise.promise();
    // send() may block while it waits for metadata or for room in its buffer.
    return vertx
        .<Void>executeBlocking(
            () -> {
              hand(messages, done);
              return null;
            },
            false)
        .compose(handed -> done.future());
  }

  private void hand(List<Message> messages, Promise<List<@Nullable Throwable>> done) {
    AtomicInteger open = new AtomicInteger(messages.size());
    AtomicReferenceArray<@Nullable Throwable> failures =
        new AtomicReferenceArray<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      int nth = i;
      producer.send(
          record(messages.get(i)),
          (metadata, failure) -> {
            failures.set(nth, failure);
            if (open.decrementAndGet() == 0) {
              done.complete(list(failures));
            }
          });
    }
  }

  private static List<@Nullable Throwable> list(AtomicReferenceArray<@Nullable Throwable> array) {
    List<@Nullable Throwable> list = new ArrayList<>(array.length());
    for (int i = 0; i < array.length(); i++) {
      list.add(array.get(i));
    }
    return list;
  }

  private static ProducerRecord<String, byte[]> record(Message message) {
    var record = new ProducerRecord<>(message.topic(), message.key(), message.value());
    message
        .headers()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  public Future<Void> close() {
    return vertx.executeBlocking(
        () -> {
          producer.close(CLOSE_WITHIN);
          return null;
        },
        false);
  }
}
