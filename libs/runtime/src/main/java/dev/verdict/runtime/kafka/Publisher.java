package dev.verdict.runtime.kafka;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

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
    if (messages.isEmpty()) {
      return Future.succeededFuture();
    }
    Promise<Void> done = Promise.promise();
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

  private void hand(List<Message> messages, Promise<Void> done) {
    AtomicInteger open = new AtomicInteger(messages.size());
    AtomicReference<Exception> first = new AtomicReference<>();
    for (Message message : messages) {
      producer.send(
          record(message),
          (metadata, failure) -> {
            if (failure != null) {
              first.compareAndSet(null, failure);
            }
            if (open.decrementAndGet() == 0) {
              finish(done, first.get());
            }
          });
    }
  }

  private static void finish(
      Promise<Void> done, @org.jspecify.annotations.Nullable Exception failure) {
    if (failure == null) {
      done.complete();
    } else {
      done.fail(failure);
    }
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
