package dev.verdict.coordinator;

import static dev.verdict.coordinator.RunningCoordinator.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.coordinator.outbound.pg.PgLostDeliveries;
import dev.verdict.coordinator.usecase.webhook.FindLost;
import dev.verdict.coordinator.usecase.webhook.LostDeliveries;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Migrations;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Deliveries that never came, found at who sent them. */
class LostDeliveriesIT {
  private static final String REPOSITORY = "acme/lost";

  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private static WebhookSettings settings() {
    WebhookSettings usual = WebhookSender.settings();
    return new WebhookSettings(
        usual.secrets(),
        usual.keyUrls(),
        usual.bodyLimit(),
        usual.bodyTime(),
        usual.perSecond(),
        usual.memory(),
        usual.queue(),
        usual.retention(),
        usual.triggers(),
        usual.proxies(),
        new FollowSettings(
            Map.of("fake", Map.of("token", "a-token")),
            FollowSettings.NONE.patience(),
            new FindLost.Plan(
                List.of(new LostDeliveries.Place("fake", REPOSITORY)),
                Set.of(),
                Duration.ofMillis(300),
                Duration.ofDays(1))));
  }

  private static void sent(String id, String body, Duration ago) {
    FakeCi.SENT.add(0, new DeliveryHistory.Sent(body, id, Instant.now().minus(ago)));
  }

  private static JsonNode runs(RunningCoordinator coordinator) {
    return coordinator.get("/api/v1/runs?project=acme%2Flost").get("items");
  }

  @Test
  void ofSeveralCoordinatorsOneAsksInAnInterval() {
    var access = postgres.freshDatabase();
    Vertx vertx = Vertx.vertx();
    try {
      PostgresSettings settings =
          PostgresSettings.of(
              access.host(), access.port(), access.database(), access.user(), access.password());
      await(Migrations.run(vertx, settings, "coordinator"));
      Database database = Database.open(vertx, settings, "coordinator");
      var place = new LostDeliveries.Place("fake", REPOSITORY);
      List<Future<Optional<LostDeliveries.Window>>> claims = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        claims.add(
            new PgLostDeliveries(database, any -> Future.failedFuture("nobody"))
                .claim(place, Duration.ofHours(1)));
      }
      await(Future.all(claims));
      assertThat(claims.stream().filter(claim -> claim.result().isPresent())).hasSize(1);
    } finally {
      await(vertx.close());
    }
  }

  @Test
  void whatNeverCameIsTakenInOnceAndWhatCameIsNotTouched() {
    try (var coordinator =
        new RunningCoordinator(postgres.freshDatabase(), kafka.bootstrapServers(), settings())) {
      WebhookSender sender = new WebhookSender(coordinator);
      coordinator.post("/api/v1/triggers", Map.of("name", "all", "action", "start-run"));

      Map<String, Object> came = WebhookSender.push(REPOSITORY, "main", 'a');
      sender.send(came, Map.of("x-fake-delivery", "came"));
      sender.until(
          "/api/v1/webhooks/deliveries?delivery_id=came",
          page -> page.at("/items/0/outcome").asText().equals("started"));

      Map<String, Object> never = WebhookSender.push(REPOSITORY, "main", 'b');
      sent("too-old", Json.text(WebhookSender.push(REPOSITORY, "main", 'c')), Duration.ofDays(2));
      sent("other", Json.text(Map.of("kind", "ping")), Duration.ofMinutes(6));
      sent("came", Json.text(came), Duration.ofMinutes(5));
      sent("never", Json.text(never), Duration.ofMinutes(4));
      sent("under-way", Json.text(WebhookSender.push(REPOSITORY, "main", 'd')), Duration.ZERO);

      JsonNode made =
          sender.until(
              "/api/v1/webhooks/deliveries?delivery_id=never",
              page -> page.at("/items/0/outcome").asText().equals("started"));
      assertThat(made.at("/items/0/reconciled").asBoolean()).isTrue();
      assertThat(made.at("/items/0/source").asText()).isEqualTo("reconciled");
      sender.until(
          "/api/v1/webhooks/deliveries?delivery_id=other",
          page -> page.at("/items/0/outcome").asText().equals("ignored"));
      assertThat(runs(coordinator)).hasSize(2);

      // It comes after all: in other bytes and under another id, but it says the same.
      Map<String, Object> late = new LinkedHashMap<>();
      never.keySet().stream().sorted().forEach(key -> late.put(key, never.get(key)));
      byte[] bytes = (" " + Json.text(late)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      assertThat(sender.sendSigned(bytes).status()).isEqualTo(202);
      JsonNode ignored =
          sender.until(
              "/api/v1/webhooks/deliveries?outcome=ignored", page -> page.get("items").size() == 2);
      assertThat(ignored.at("/items/0/reason").asText()).contains("the same event as delivery");
      assertThat(runs(coordinator)).hasSize(2);
      for (String unwanted : List.of("too-old", "under-way")) {
        assertThat(
                coordinator.get("/api/v1/webhooks/deliveries?delivery_id=" + unwanted).get("items"))
            .isEmpty();
      }
    } finally {
      FakeCi.SENT.clear();
    }
  }

  @Test
  void oneThatCannotBeHadKeepsNoOtherAndMorePagesAreLookedAtTheNextTime() {
    sent("oldest", Json.text(WebhookSender.push(REPOSITORY, "main", 'e')), Duration.ofHours(2));
    for (int i = 0; i < 50; i++) {
      sent("ping-" + i, Json.text(Map.of("kind", "ping", "n", i)), Duration.ofHours(1));
    }
    sent("gone", "", Duration.ofMinutes(5));
    FakeCi.GONE.add("gone");
    sent("newer", Json.text(WebhookSender.push(REPOSITORY, "main", 'f')), Duration.ofMinutes(4));
    try (var coordinator =
        new RunningCoordinator(postgres.freshDatabase(), kafka.bootstrapServers(), settings())) {
      WebhookSender sender = new WebhookSender(coordinator);
      for (String id : List.of("newer", "oldest")) {
        sender.until(
            "/api/v1/webhooks/deliveries?delivery_id=" + id,
            page -> page.at("/items/0/reconciled").asBoolean());
      }
    } finally {
      FakeCi.SENT.clear();
    }
  }

  @Test
  void oneThatIsNeverToldIsGivenUpInTheLedgerAndKeepsNoOther() {
    sent("broken", "", Duration.ofMinutes(5));
    FakeCi.BROKEN.put("broken", new AtomicInteger());
    sent("after", Json.text(WebhookSender.push(REPOSITORY, "main", 'a')), Duration.ofMinutes(4));
    try (var coordinator =
        new RunningCoordinator(postgres.freshDatabase(), kafka.bootstrapServers(), settings())) {
      WebhookSender sender = new WebhookSender(coordinator);
      sender.until(
          "/api/v1/webhooks/deliveries?delivery_id=after",
          page -> page.at("/items/0/reconciled").asBoolean());
      JsonNode givenUp =
          sender.until(
              "/api/v1/webhooks/deliveries?delivery_id=broken",
              page -> page.get("items").size() == 1);
      assertThat(givenUp.at("/items/0/outcome").asText()).isEqualTo("failed");
      assertThat(givenUp.at("/items/0/reason").asText())
          .contains("never came", "5 attempts", "500 a bug");
      assertThat(FakeCi.BROKEN.get("broken")).hasValue(5);

      // What was sent later is found after it, and nobody asks for that one again.
      sent("later", Json.text(WebhookSender.push(REPOSITORY, "main", 'b')), Duration.ofMinutes(2));
      sender.until(
          "/api/v1/webhooks/deliveries?delivery_id=later",
          page -> page.at("/items/0/reconciled").asBoolean());
      assertThat(FakeCi.BROKEN.get("broken")).hasValue(5);
      assertThat(coordinator.send("GET", "/metrics", null, null).body())
          .contains(
              "distributed_testing_webhooks_lost_total{outcome=\"given_up\",provider=\"fake\"}"
                  + " 1.0");
    } finally {
      FakeCi.SENT.clear();
      FakeCi.BROKEN.clear();
    }
  }
}
