package dev.verdict.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.coordinator.domain.subscription.RetrySchedule;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From an event to those who are told, over real HTTP, with real PostgreSQL between. */
class SubscriptionsIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private static final RetrySchedule QUICK =
      new RetrySchedule(List.of(Duration.ofMillis(30), Duration.ofMillis(60)));

  private static SubscribedRuns runs;

  @BeforeAll
  static void start() {
    runs =
        new SubscribedRuns(
            new RunningCoordinator(
                postgres.freshDatabase(),
                kafka.bootstrapServers(),
                TestSubscriptions.settings(Duration.ofMillis(800), QUICK, List.of())));
  }

  @AfterAll
  static void stop() {
    runs.coordinator().close();
  }

  @Test
  void everyEventArrivesOnceInTheOrderOfItsRunAndSigned() {
    String project = "ordered";
    try (FakeReceiver receiver = runs.receiver(FakeReceiver.ACCEPTS)) {
      JsonNode subscription = runs.subscribe(receiver, Map.of("project", project));
      Set<UUID> ids =
          Set.of(runs.submit(project, 40), runs.submit(project, 40), runs.submit(project, 40));

      List<FakeReceiver.Got> got = receiver.take(3 * 41);

      assertThat(got).extracting(FakeReceiver.Got::id).doesNotHaveDuplicates();
      assertThat(got).extracting(each -> UUID.fromString(each.run())).containsOnlyElementsOf(ids);
      assertThat(SubscribedRuns.sequencesByRun(got).values())
          .allSatisfy(sequences -> assertThat(sequences).isSorted().hasSize(41));
      assertThat(got)
          .allSatisfy(
              each -> {
                assertThat(each.headers().get("content-type"))
                    .startsWith("application/cloudevents+json");
                assertThat(each.event().get("id").asText()).isEqualTo(each.id());
                assertThat(SubscribedRuns.signed(each, subscription.get("secret").asText()))
                    .isTrue();
              });
      runs.untilNothingWaits(subscription);
      assertThat(runs.ledger(subscription, "delivered", 200).get("items")).hasSize(3 * 41);
    }
  }

  @Test
  void theOrderOfARunHoldsUnderRetries() {
    String project = "retried";
    Set<String> failed = ConcurrentHashMap.newKeySet();
    try (FakeReceiver receiver =
        runs.receiver(
            (got, response) -> {
              boolean fails = got.sequence() % 4 == 0 && failed.add(got.id());
              response.setStatusCode(fails ? 500 : 200).end();
            })) {
      JsonNode subscription = runs.subscribe(receiver, Map.of("project", project));
      runs.submit(project, 11);
      runs.submit(project, 11);

      List<FakeReceiver.Got> got = receiver.take(2 * (12 + 3));

      // 4, 8 and 12 come twice, and nothing overtakes them.
      assertThat(SubscribedRuns.sequencesByRun(got).values())
          .allSatisfy(
              sequences ->
                  assertThat(sequences)
                      .containsExactly(1, 2, 3, 4, 4, 5, 6, 7, 8, 8, 9, 10, 11, 12, 12));
      runs.untilNothingWaits(subscription);
      String twice = failed.iterator().next();
      JsonNode entry = runs.delivery(subscription, twice);
      assertThat(entry.get("attempts").asInt()).isEqualTo(2);
      assertThat(entry.get("tries").get(0).get("outcome").asText()).isEqualTo("broken");
      assertThat(entry.get("tries").get(1).get("status").asInt()).isEqualTo(200);
    }
  }

  @Test
  void onlyWhatIsWantedArrives() {
    try (FakeReceiver receiver = runs.receiver(FakeReceiver.ACCEPTS)) {
      runs.subscribe(
          receiver,
          Map.of(
              "project", "wanted",
              "types", List.of("dev.cdeventsx.verdict-task.*"),
              "filter", "event.data.customData.name == 'task 3' && run.name == 'a run'"));
      runs.submit("unwanted", 5);
      UUID run = runs.submit("wanted", 5);

      FakeReceiver.Got got = receiver.take(1).get(0);

      assertThat(got.run()).isEqualTo(run.toString());
      assertThat(got.event().at("/data/customData/name").asText()).isEqualTo("task 3");
      runs.submit("wanted", 4);
      assertThat(receiver.take(1).get(0).run()).isNotEqualTo(run.toString());
      assertThat(receiver.all()).hasSize(2);
    }
  }

  @Test
  void aNewSecretAndTheOneBeforeAreBothValidForAWhile() {
    String project = "rotated";
    try (FakeReceiver receiver = runs.receiver(FakeReceiver.ACCEPTS)) {
      JsonNode subscription = runs.subscribe(receiver, Map.of("project", project));
      String first = subscription.get("secret").asText();
      String second = runs.act(subscription, "rotate-secret", Map.of()).get("secret").asText();
      runs.submit(project, 1);
      assertThat(receiver.take(2))
          .allMatch(got -> SubscribedRuns.signed(got, first))
          .allMatch(got -> SubscribedRuns.signed(got, second));

      runs.act(subscription, "rotate-secret", Map.of("keep_previous_seconds", 0));
      runs.submit(project, 1);
      assertThat(receiver.take(2))
          .noneMatch(got -> SubscribedRuns.signed(got, second))
          .noneMatch(got -> SubscribedRuns.signed(got, first));
    }
  }

  @Test
  void aReceiverThatStaysDownIsParkedItsOwnerToldAndNothingIsLost() {
    String project = "parked";
    try (FakeReceiver receiver = runs.receiver(FakeReceiver.says(500));
        FakeReceiver owner = runs.receiver(FakeReceiver.ACCEPTS)) {
      runs.subscribe(
          owner, Map.of("types", List.of("dev.cdeventsx.verdict-subscription.parked.*")));
      JsonNode subscription = runs.subscribe(receiver, Map.of("project", project));
      UUID run = runs.submit(project, 3);

      FakeReceiver.Got told = owner.take(1).get(0);
      assertThat(told.event().at("/data/customData/subscription_id").asText())
          .isEqualTo(subscription.get("id").asText());
      assertThat(told.event().at("/data/customData/owner").asText()).isEqualTo("team@example.com");
      assertThat(runs.get(subscription).get("state").asText()).isEqualTo("parked");
      UUID later = runs.submit(project, 1);

      int before = receiver.all().size();
      receiver.behave(FakeReceiver.ACCEPTS);
      runs.act(subscription, "resume", Map.of());
      runs.untilNothingWaits(subscription);

      List<FakeReceiver.Got> got = receiver.all().subList(before, receiver.all().size());
      assertThat(SubscribedRuns.sequencesByRun(got))
          .containsEntry(run.toString(), List.of(1, 2, 3, 4))
          .containsEntry(later.toString(), List.of(1, 2));
      assertThat(runs.get(subscription).get("state").asText()).isEqualTo("active");
    }
  }

  @Test
  void goneMeansNeverAgain() {
    String project = "gone";
    try (FakeReceiver receiver = runs.receiver(FakeReceiver.says(410));
        FakeReceiver owner = runs.receiver(FakeReceiver.ACCEPTS)) {
      runs.subscribe(
          owner, Map.of("types", List.of("dev.cdeventsx.verdict-subscription.disabled.*")));
      JsonNode subscription =
          runs.subscribe(
              receiver,
              Map.of("project", project, "types", List.of("dev.cdevents.testsuiterun.queued.*")));
      runs.submit(project, 1);
      owner.take(1);
      assertThat(runs.get(subscription).get("state").asText()).isEqualTo("disabled");
      runs.submit(project, 1);
      assertThat(runs.get(subscription).get("waiting").asInt()).isZero();
      assertThat(receiver.all()).hasSize(1);
    }
  }

  @Test
  void aReceiverThatAsksForTimeGetsIt() {
    String project = "throttled";
    Set<String> asked = ConcurrentHashMap.newKeySet();
    try (FakeReceiver receiver =
        runs.receiver(
            (got, response) -> {
              if (asked.isEmpty() && asked.add(got.id())) {
                response.putHeader("Retry-After", "1").setStatusCode(429).end();
              } else {
                response.setStatusCode(200).end();
              }
            })) {
      runs.subscribe(receiver, Map.of("project", project));
      runs.submit(project, 1);
      List<FakeReceiver.Got> got = receiver.take(3);
      assertThat(got.get(0).id()).isEqualTo(got.get(1).id());
      assertThat(Duration.ofNanos(got.get(1).nanos() - got.get(0).nanos()))
          .isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }
  }

  @Test
  void replaysOfOneOfARunAndOfASpan() {
    String project = "replayed";
    UUID early = runs.submit(project, 2);
    try (FakeReceiver receiver = runs.receiver(FakeReceiver.ACCEPTS)) {
      JsonNode subscription = runs.subscribe(receiver, Map.of("project", project));
      UUID run = runs.submit(project, 2);
      List<FakeReceiver.Got> first = receiver.take(3);
      runs.untilNothingWaits(subscription);

      JsonNode delivery = runs.delivery(subscription, first.get(1).id());
      JsonNode again =
          runs.act(subscription, "deliveries/" + delivery.get("id").asText() + "/replay", Map.of());
      assertThat(again.get("replays").asInt()).isEqualTo(1);
      assertThat(receiver.take(1).get(0).id()).isEqualTo(first.get(1).id());
      runs.untilNothingWaits(subscription);

      assertThat(runs.act(subscription, "replay", Map.of("run_id", run)).get("deliveries").asInt())
          .isEqualTo(3);
      assertThat(SubscribedRuns.sequencesByRun(receiver.take(3)))
          .containsExactly(Map.entry(run.toString(), List.of(1, 2, 3)));
      runs.untilNothingWaits(subscription);

      // What was published before anybody had subscribed is there as well.
      var span = Map.of("from", "2020-01-01T00:00:00Z", "to", "2100-01-01T00:00:00Z");
      assertThat(runs.act(subscription, "replay", span).get("deliveries").asInt()).isEqualTo(6);
      assertThat(SubscribedRuns.sequencesByRun(receiver.take(6)))
          .containsOnlyKeys(early.toString(), run.toString());
    }
  }

  @Test
  void pausedItWaitsAndResumedItGoesOn() {
    String project = "paused";
    try (FakeReceiver receiver = runs.receiver(FakeReceiver.ACCEPTS)) {
      JsonNode subscription = runs.subscribe(receiver, Map.of("project", project));
      runs.act(subscription, "pause", Map.of());
      runs.submit(project, 2);
      runs.until(() -> runs.get(subscription).get("waiting").asInt() == 3);
      assertThat(receiver.all()).isEmpty();
      runs.act(subscription, "resume", Map.of());
      assertThat(receiver.take(3)).extracting(FakeReceiver.Got::sequence).containsExactly(1, 2, 3);
    }
  }

  @Test
  void aTestDeliveryTellsWhatTheReceiverSaid() {
    try (FakeReceiver receiver = runs.receiver(FakeReceiver.says(418))) {
      JsonNode subscription = runs.subscribe(receiver, Map.of("project", "none"));
      JsonNode tested = runs.act(subscription, "test", Map.of());
      assertThat(tested.get("status").asInt()).isEqualTo(418);
      assertThat(tested.get("outcome").asText()).isEqualTo("refused");
      assertThat(tested.get("answer").asText()).isEqualTo("it is 418");
      assertThat(
              SubscribedRuns.signed(receiver.take(1).get(0), subscription.get("secret").asText()))
          .isTrue();
    }
  }

  @Test
  void aRequestUnderTheSameKeyMakesOneAndItsSecretIsToldOnce() {
    String body = Json.text(Map.of("url", "https://example.com/x", "owner", "me"));
    var coordinator = runs.coordinator();
    var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    var first = coordinator.send("POST", "/api/v1/subscriptions", body, coordinator.key, key);
    var second = coordinator.send("POST", "/api/v1/subscriptions", body, coordinator.key, key);
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.body()).contains("whsec_");
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.body()).doesNotContain("whsec_");
    assertThat(Json.read(second.body(), Map.class).get("id"))
        .isEqualTo(Json.read(first.body(), Map.class).get("id"));
  }
}
