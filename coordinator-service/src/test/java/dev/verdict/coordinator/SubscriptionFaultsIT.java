package dev.verdict.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.coordinator.domain.subscription.RetrySchedule;
import dev.verdict.coordinator.domain.subscription.SigningSecret;
import dev.verdict.coordinator.domain.subscription.Terms;
import dev.verdict.coordinator.usecase.subscription.Subscriptions;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Coordinators die and receivers hang in the middle of deliveries. */
class SubscriptionFaultsIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private static final RetrySchedule QUICK = new RetrySchedule(List.of(Duration.ofMillis(50)));

  // Receivers outlive the coordinators that send to them.
  private final Vertx outside = Vertx.vertx();
  private final PostgresAccess database = postgres.freshDatabase();

  @AfterEach
  void stop() {
    RunningCoordinator.await(outside.close());
  }

  private RunningCoordinator coordinator(List<Subscriptions.Declared> declared) {
    return new RunningCoordinator(
        database,
        kafka.bootstrapServers(),
        TestSubscriptions.settings(Duration.ofDays(1), QUICK, declared));
  }

  @Test
  void whatAKilledCoordinatorHadBegunAnotherOneEnds() throws Exception {
    CountDownLatch someArrived = new CountDownLatch(20);
    try (FakeReceiver receiver =
        new FakeReceiver(
            outside,
            (got, response) -> {
              someArrived.countDown();
              response.setStatusCode(200).end();
            })) {
      RunningCoordinator first = coordinator(List.of());
      SubscribedRuns runs = new SubscribedRuns(first);
      runs.subscribe(receiver, Map.of());
      List<UUID> ids = List.of(runs.submit("p", 100), runs.submit("p", 100), runs.submit("p", 100));
      assertThat(someArrived.await(30, TimeUnit.SECONDS)).isTrue();
      first.kill();

      try (RunningCoordinator second = coordinator(List.of())) {
        SubscribedRuns after = new SubscribedRuns(second);
        JsonNode subscription = second.get("/api/v1/subscriptions").get("items").get(0);
        after.untilNothingWaits(subscription);
        // At least once, and the first time in order.
        Map<String, List<Integer>> firstTimes = firstTimes(receiver.all());
        assertThat(firstTimes).hasSize(3);
        ids.forEach(
            id ->
                assertThat(firstTimes.get(id.toString()))
                    .isEqualTo(IntStream.rangeClosed(1, 101).boxed().toList()));
      }
    }
  }

  private static Map<String, List<Integer>> firstTimes(List<FakeReceiver.Got> all) {
    Map<String, FakeReceiver.Got> byId = new LinkedHashMap<>();
    all.forEach(got -> byId.putIfAbsent(got.id(), got));
    return SubscribedRuns.sequencesByRun(new ArrayList<>(byId.values()));
  }

  @Test
  void twoCoordinatorsSendNothingTwice() {
    try (FakeReceiver receiver = new FakeReceiver(outside, FakeReceiver.ACCEPTS);
        RunningCoordinator first = coordinator(List.of());
        RunningCoordinator second = coordinator(List.of())) {
      SubscribedRuns one = new SubscribedRuns(first);
      SubscribedRuns two = new SubscribedRuns(second);
      JsonNode subscription = one.subscribe(receiver, Map.of());
      for (int n = 0; n < 5; n++) {
        one.submit("p", 20);
        two.submit("p", 20);
      }
      List<FakeReceiver.Got> got = receiver.take(10 * 21);
      two.untilNothingWaits(subscription);
      assertThat(got).extracting(FakeReceiver.Got::id).doesNotHaveDuplicates();
      assertThat(receiver.all()).hasSize(10 * 21);
      assertThat(SubscribedRuns.sequencesByRun(got).values())
          .allSatisfy(sequences -> assertThat(sequences).isSorted());
    }
  }

  @Test
  void oneThatHangsDelaysNobodyElse() {
    try (FakeReceiver hanging = new FakeReceiver(outside, FakeReceiver.HANGS);
        FakeReceiver healthy = new FakeReceiver(outside, FakeReceiver.ACCEPTS);
        RunningCoordinator coordinator = coordinator(List.of())) {
      SubscribedRuns runs = new SubscribedRuns(coordinator);
      JsonNode stuck = runs.subscribe(hanging, Map.of());
      runs.subscribe(healthy, Map.of());
      runs.submit("p", 50);
      assertThat(healthy.take(51)).extracting(FakeReceiver.Got::sequence).isSorted();
      assertThat(runs.get(stuck).get("waiting").asInt()).isEqualTo(51);
      assertThat(hanging.all()).isNotEmpty();
      // When it comes to itself it gets all of it.
      hanging.behave(FakeReceiver.ACCEPTS);
      runs.untilNothingWaits(stuck);
      assertThat(firstTimes(hanging.all()).values().iterator().next()).hasSize(51);
    }
  }

  @Test
  void whatTheFileDeclaresHoldsAfterEachStart() {
    try (FakeReceiver receiver = new FakeReceiver(outside, FakeReceiver.ACCEPTS)) {
      SigningSecret secret = SigningSecret.generate();
      var terms =
          new Terms(
              "shop",
              receiver.url(),
              List.of("dev.cdevents*"),
              null,
              null,
              null,
              "me",
              null,
              Map.of());
      var declared = List.of(new Subscriptions.Declared(terms, List.of(secret)));
      try (RunningCoordinator coordinator = coordinator(declared)) {
        SubscribedRuns runs = new SubscribedRuns(coordinator);
        runs.submit("p", 1);
        assertThat(receiver.take(2)).allMatch(got -> SubscribedRuns.signed(got, secret.reveal()));
        JsonNode one = coordinator.get("/api/v1/subscriptions").get("items").get(0);
        assertThat(one.get("source").asText()).isEqualTo("file");
        String path = "/api/v1/subscriptions/" + one.get("id").asText();
        assertThat(coordinator.send("DELETE", path, null, coordinator.key).status()).isEqualTo(409);
      }
      try (RunningCoordinator coordinator = coordinator(List.of())) {
        assertThat(coordinator.get("/api/v1/subscriptions").get("items")).isEmpty();
      }
    }
  }
}
