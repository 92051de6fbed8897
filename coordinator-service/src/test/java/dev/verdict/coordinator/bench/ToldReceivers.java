package dev.verdict.coordinator.bench;

import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.event.PublicAddress;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.coordinator.domain.subscription.AddressRules;
import dev.verdict.coordinator.domain.subscription.Answer;
import dev.verdict.coordinator.domain.subscription.Cidr;
import dev.verdict.coordinator.domain.subscription.RetrySchedule;
import dev.verdict.coordinator.domain.subscription.SigningSecret;
import dev.verdict.coordinator.domain.subscription.Terms;
import dev.verdict.coordinator.outbound.kafka.OutgoingRecords;
import dev.verdict.coordinator.outbound.pg.PgDeliveryQueue;
import dev.verdict.coordinator.outbound.pg.PgEventFeed;
import dev.verdict.coordinator.outbound.pg.PgSubscriptions;
import dev.verdict.coordinator.outbound.webhook.PinnedReceiver;
import dev.verdict.coordinator.outbound.webhook.SecretBox;
import dev.verdict.coordinator.outbound.webhook.SystemLookup;
import dev.verdict.coordinator.usecase.subscription.FollowEvents;
import dev.verdict.coordinator.usecase.subscription.ServeSubscriptions;
import dev.verdict.runtime.outbox.Outbox;
import dev.verdict.runtime.outbox.OutboxEntry;
import dev.verdict.runtime.pg.Database;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Receivers that count, the first of which may never answer, and a coordinator's part that sends.
 */
final class ToldReceivers implements AutoCloseable {
  private static final String EMPTY =
      "truncate outbox, subscriptions cascade; update subscription_feed set highest = 0, gaps ="
          + " '[]'";

  private final Vertx vertx = Vertx.vertx();
  private final int expected;
  private final AtomicInteger others = new AtomicInteger();
  private final Promise<Void> othersHaveAll = Promise.promise();
  private final List<Integer> ports;
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();

  ToldReceivers(int count, boolean firstHangs, int each) {
    this.expected = (count - 1) * each;
    this.ports = IntStream.range(0, count).mapToObj(nth -> listen(nth, firstHangs)).toList();
  }

  private int listen(int nth, boolean firstHangs) {
    return SubscriptionsBenchmark.await(
            vertx
                .createHttpServer()
                .requestHandler(
                    request ->
                        request
                            .body()
                            .onSuccess(
                                body -> {
                                  if (nth == 0 && firstHangs) {
                                    return;
                                  }
                                  request.response().setStatusCode(204).end();
                                  if (nth > 0 && others.incrementAndGet() == expected) {
                                    othersHaveAll.tryComplete();
                                  }
                                }))
                .listen(0, "127.0.0.1"))
        .actualPort();
  }

  private static final OutgoingRecords RECORDS = new OutgoingRecords(PublicAddress.UNKNOWN);

  double secondsUntilOthersHaveAll(Database database, int runs, int eventsOfARun) {
    SubscriptionsBenchmark.await(database.pool().query(EMPTY).execute());
    Outbox outbox = new Outbox();
    SecretBox box = new SecretBox(List.of(new byte[SecretBox.KEY_BYTES]));
    PgSubscriptions subscriptions = new PgSubscriptions(database, outbox, box);
    for (int port : ports) {
      SubscriptionsBenchmark.await(
          subscriptions.create(
              terms(port), SigningSecret.generate(), "benchmark", Optional.empty()));
    }
    SystemLookup names = new SystemLookup(vertx);
    PinnedReceiver receiver =
        new PinnedReceiver(
            vertx,
            new PinnedReceiver.Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), true, null),
            new AddressRules(List.of(Cidr.of("127.0.0.0/8"))),
            names,
            InstantSource.system());
    var rules =
        new ServeSubscriptions.Rules(
            4, Duration.ofSeconds(15), RetrySchedule.OVER_A_DAY, Duration.ofDays(1));
    var serve =
        new ServeSubscriptions(
            vertx,
            new PgDeliveryQueue(database, box, RECORDS),
            receiver,
            subscriptions,
            rules,
            answer -> {
              if (answer.outcome() != Answer.Outcome.DELIVERED) {
                failures.merge(answer.outcome() + " " + answer.text(), 1, Integer::sum);
              }
            });
    var follow =
        new FollowEvents(
            vertx, new PgEventFeed(vertx, database, RECORDS), subscriptions, serve::wake);
    publish(database, outbox, runs, eventsOfARun);
    long start = System.nanoTime();
    follow.start();
    serve.start();
    follow.wake();
    SubscriptionsBenchmark.await(othersHaveAll.future());
    double seconds = (System.nanoTime() - start) / 1e9;
    SubscriptionsBenchmark.await(follow.stop().compose(stopped -> serve.stop()));
    SubscriptionsBenchmark.await(receiver.close().compose(closed -> names.close()));
    return seconds;
  }

  /** Tries that did not arrive, by why; those to the hanging one are among them. */
  Map<String, Integer> failures() {
    return failures;
  }

  private static Terms terms(int port) {
    return new Terms(
        "benchmark",
        "http://127.0.0.1:" + port + "/",
        List.of("dev.cdevents.testcaserun.*"),
        null,
        null,
        null,
        "benchmark",
        null,
        Map.of());
  }

  private static void publish(Database database, Outbox outbox, int runs, int eventsOfARun) {
    List<OutboxEntry> entries = new ArrayList<>();
    List<UUID> ids = IntStream.range(0, runs).mapToObj(n -> UUID.randomUUID()).toList();
    for (long sequence = 1; sequence <= eventsOfARun; sequence++) {
      for (UUID run : ids) {
        entries.add(
            new OutboxEntry(
                Topics.EVENTS,
                run.toString(),
                EventType.TEST_FINISHED.name(),
                run,
                sequence,
                "tests/test_it.py::test_" + sequence,
                Json.text(finished(sequence))));
      }
    }
    SubscriptionsBenchmark.await(
        database.inTransaction(connection -> outbox.append(connection, entries)));
  }

  private static EventData.TestFinished finished(long n) {
    String id = "tests/test_it.py::test_" + n;
    return new EventData.TestFinished(
        UUID.randomUUID(),
        1,
        true,
        new TestOutcome(
            id,
            "tests",
            "test_it",
            "test_" + n,
            "tests/test_it.py",
            Verdict.FAILED,
            0.05,
            "assert 1 == 2",
            "AssertionError",
            "E       assert 1 == 2\n".repeat(10),
            null,
            0));
  }

  @Override
  public void close() {
    SubscriptionsBenchmark.await(vertx.close());
  }
}
