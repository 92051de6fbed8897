package dev.verdict.artifacts.inbound.kafka;

import dev.verdict.contract.Topics;
import dev.verdict.runtime.kafka.BatchHandler;
import dev.verdict.runtime.kafka.ConsumerSpec;
import dev.verdict.runtime.kafka.KafkaClients;
import dev.verdict.runtime.kafka.OrderedConsumer;
import dev.verdict.runtime.kafka.OurTopics;
import dev.verdict.runtime.kafka.ParkingLot;
import dev.verdict.runtime.kafka.TopicSpec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins the consumer groups, in the background and again until it works: what is stored already can
 * be had while Kafka is away.
 */
public final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final Duration AGAIN = Duration.ofSeconds(2);
  private static final Duration JOIN_ENDS_WITHIN = Duration.ofSeconds(5);
  public static final ConsumerSpec LOG_READERS =
      new ConsumerSpec("verdict-artifacts-logs", Set.of(Topics.LOGS), 200);
  public static final ConsumerSpec EVENT_READERS =
      new ConsumerSpec("verdict-artifacts-events", Set.of(Topics.EVENTS), 1000);
  private static final List<TopicSpec> TOPICS =
      List.of(
          OurTopics.logs(OurTopics.PARTITIONS),
          OurTopics.events(OurTopics.PARTITIONS),
          OurTopics.artifacts(OurTopics.PARTITIONS));

  private final Vertx vertx;
  private final KafkaClients kafka;
  private final ParkingLot parking;
  private final List<OrderedConsumer> consumers = new ArrayList<>();
  private boolean stopped;
  private Future<Void> joining = Future.succeededFuture();

  public Intake(Vertx vertx, KafkaClients kafka, ParkingLot parking) {
    this.vertx = vertx;
    this.kafka = kafka;
    this.parking = parking;
  }

  public synchronized void start(BatchHandler logPieces, BatchHandler runEvents) {
    if (stopped) {
      return;
    }
    joining =
        kafka
            .topics()
            .ensure(TOPICS)
            .compose(made -> join(LOG_READERS, logPieces))
            .compose(joined -> join(EVENT_READERS, runEvents))
            .recover(failure -> tryAgain(failure, logPieces, runEvents));
  }

  private Future<Void> join(ConsumerSpec group, BatchHandler handler) {
    synchronized (this) {
      if (stopped) {
        return Future.succeededFuture();
      }
    }
    return kafka.consume(group, handler, parking).compose(this::keepOrLeave);
  }

  /** It may have been stopped while it joined. */
  private Future<Void> keepOrLeave(OrderedConsumer consumer) {
    synchronized (this) {
      if (!stopped) {
        consumers.add(consumer);
        return Future.succeededFuture();
      }
    }
    return consumer.stop();
  }

  private Future<Void> tryAgain(Throwable failure, BatchHandler logPieces, BatchHandler runEvents) {
    LOG.warn("Kafka: cannot join, next try in {}: {}", AGAIN, failure.toString());
    vertx.setTimer(
        AGAIN.toMillis(), now -> stopAll().onComplete(left -> start(logPieces, runEvents)));
    return Future.succeededFuture();
  }

  private Future<Void> stopAll() {
    List<OrderedConsumer> leaving;
    synchronized (this) {
      leaving = List.copyOf(consumers);
      consumers.clear();
    }
    return Future.join(leaving.stream().map(OrderedConsumer::stop).toList()).mapEmpty();
  }

  /** Finishes what is at hand and leaves the groups. */
  public Future<Void> stop() {
    Future<Void> before;
    synchronized (this) {
      stopped = true;
      before = joining;
    }
    return before
        .timeout(JOIN_ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .transform(joined -> stopAll());
  }
}
