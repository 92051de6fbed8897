package dev.verdict.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.coordinator.usecase.webhook.WebhookSecrets;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From a signed request to the run that it starts, on real PostgreSQL and real Kafka. */
class WebhooksIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private static RunningCoordinator coordinator;
  private static WebhookSender sender;

  @BeforeAll
  static void start() {
    coordinator =
        new RunningCoordinator(
            postgres.freshDatabase(), kafka.bootstrapServers(), WebhookSender.settings());
    sender = new WebhookSender(coordinator);
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  private static String trigger(String repository, String json) {
    String text =
        ("{'name':'"
                + repository
                + "','match':{'repositories':['"
                + repository
                + "']},"
                + json
                + "}")
            .replace('\'', '"');
    var reply = coordinator.send("POST", "/api/v1/triggers", text, coordinator.key);
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return Json.tree(reply.body().getBytes(StandardCharsets.UTF_8)).get("id").asText();
  }

  @Test
  void aPushStartsARun() {
    trigger("acme/run", "'action':'start-run','run':{'runner':'pytest','priority':3}");
    JsonNode delivery = sender.settled(WebhookSender.push("acme/run", "main", 'a'));

    assertThat(delivery.get("outcome").asText()).isEqualTo("started");
    JsonNode run = coordinator.get("/api/v1/runs/" + delivery.at("/effects/0/run_id").asText());
    assertThat(run.at("/metadata/delivery").asText()).isEqualTo(delivery.get("id").asText());
    JsonNode task =
        coordinator.get("/api/v1/runs/" + run.get("id").asText() + "/tasks").at("/items/0");
    assertThat(task.get("priority").asInt()).isEqualTo(3);
  }

  @Test
  void theSameBytesHaveOneEffectWhateverIdTheyComeUnder() {
    trigger("acme/twice", "'action':'start-run'");
    Map<String, Object> push = WebhookSender.push("acme/twice", "main", 'b');
    JsonNode first = sender.settled(push);
    for (String id : List.of("one", "two", "three")) {
      var again = sender.send(push, Map.of("x-fake-delivery", id, "x-fake-event", "other"));
      assertThat(again.status()).isEqualTo(200);
      JsonNode answer = Json.tree(again.body().getBytes(StandardCharsets.UTF_8));
      assertThat(answer.get("delivery").asText()).isEqualTo(first.get("id").asText());
      assertThat(answer.get("seen_before").asBoolean()).isTrue();
    }
    assertThat(runsOf("acme/twice")).hasSize(1);
  }

  private static JsonNode runsOf(String project) {
    return coordinator.get("/api/v1/runs?project=" + project.replace("/", "%2F")).get("items");
  }

  @Test
  void whatIsNotSignedIsRefusedAndOnlyTheRefusalIsKept() {
    byte[] body = Json.bytes(WebhookSender.push("acme/refused", "main", 'c'));
    assertThat(sender.post(body, Map.of()).status()).isEqualTo(401);
    assertThat(
            sender
                .post(body, Map.of(FakeWebhooks.SIGNATURE, FakeWebhooks.sign("wrong", body)))
                .status())
        .isEqualTo(401);
    assertThat(sender.post(body, Map.of("X-GitHub-Event", "push")).body())
        .contains("/webhooks/github");
    byte[] changed = body.clone();
    changed[changed.length - 2] ^= 1;
    assertThat(
            sender
                .post(
                    changed,
                    Map.of(FakeWebhooks.SIGNATURE, FakeWebhooks.sign(WebhookSender.SECRET, body)))
                .status())
        .isEqualTo(401);

    JsonNode refused =
        sender.until(
            "/api/v1/webhooks/deliveries?outcome=refused", page -> page.get("items").size() >= 2);
    for (JsonNode row : refused.get("items")) {
      assertThat(row.get("bytes").asInt()).isZero();
      assertThat(row.get("repository").asText()).isEmpty();
    }
  }

  @Test
  void twoSecretsAreValidDuringARotationAndARepositoryHasItsOwn() {
    for (String secret : List.of(WebhookSender.SECRET, WebhookSender.OLD_SECRET)) {
      byte[] body = Json.bytes(WebhookSender.push("acme/rotation-" + secret, "main", 'd'));
      assertThat(
              sender
                  .post(body, Map.of(FakeWebhooks.SIGNATURE, FakeWebhooks.sign(secret, body)))
                  .status())
          .isEqualTo(202);
    }
    byte[] own = Json.bytes(WebhookSender.push("acme/own", "main", 'e'));
    byte[] other = Json.bytes(WebhookSender.push("acme/not-own", "main", 'e'));
    assertThat(
            sender
                .post(
                    own,
                    Map.of(FakeWebhooks.SIGNATURE, FakeWebhooks.sign("repository-secret", own)))
                .status())
        .isEqualTo(202);
    assertThat(
            sender
                .post(
                    other,
                    Map.of(FakeWebhooks.SIGNATURE, FakeWebhooks.sign("repository-secret", other)))
                .status())
        .isEqualTo(401);
  }

  @Test
  void whatNobodyWaitsForIsVisible() {
    JsonNode delivery = sender.settled(WebhookSender.push("acme/nobody", "main", 'f'));
    assertThat(delivery.get("outcome").asText()).isEqualTo("no_trigger");
    assertThat(delivery.get("reason").asText()).isNotEmpty();
    assertThat(delivery.get("body").asText()).contains("acme/nobody");
    assertThat(delivery.at("/headers/" + FakeWebhooks.SIGNATURE + "/0").asText()).isEqualTo("***");

    JsonNode ping = sender.settled(Map.of("kind", "ping", "n", 1));
    assertThat(ping.get("outcome").asText()).isEqualTo("ignored");
  }

  @Test
  void aLaterPushEndsWhatAnEarlierOneStarted() {
    trigger("acme/superseded", "'action':'start-run','run':{'cancel_superseded':true}");
    JsonNode first = sender.settled(WebhookSender.push("acme/superseded", "topic", '1'));
    JsonNode other = sender.settled(WebhookSender.push("acme/superseded", "main", '1'));
    JsonNode second = sender.settled(WebhookSender.push("acme/superseded", "topic", '2'));

    assertThat(second.get("outcome").asText()).isEqualTo("started");
    assertThat(statusOfRun(first)).isEqualTo("cancelled");
    assertThat(statusOfRun(other)).isEqualTo("pending");
    assertThat(second.get("effects")).hasSize(2);
  }

  private static String statusOfRun(JsonNode delivery) {
    return coordinator
        .get("/api/v1/runs/" + delivery.at("/effects/0/run_id").asText())
        .get("status")
        .asText();
  }

  @Test
  void aCommentRunsAgainWhatWasCancelledIfItsAuthorMay() {
    trigger("acme/again", "'action':'start-run'");
    String again =
        "{\"name\":\"again\",\"action\":\"rerun\",\"match\":{\"repositories\":[\"acme/again\"]}}";
    assertThat(coordinator.send("POST", "/api/v1/triggers", again, coordinator.key).status())
        .isEqualTo(201);
    JsonNode started = sender.settled(WebhookSender.pullRequest("acme/again", "7", 'a'));
    String run = started.at("/effects/0/run_id").asText();
    coordinator.post("/api/v1/runs/" + run + "/cancel", Map.of());

    JsonNode stranger =
        sender.settled(WebhookSender.comment("acme/again", "7", "/verdict rerun", false));
    assertThat(stranger.get("outcome").asText()).isEqualTo("ignored");
    JsonNode other =
        sender.settled(WebhookSender.comment("acme/again", "8", "/verdict rerun", true));
    assertThat(other.get("outcome").asText()).isEqualTo("ignored");
    JsonNode member =
        sender.settled(WebhookSender.comment("acme/again", "7", "/verdict rerun all", true));
    assertThat(member.get("outcome").asText()).isEqualTo("rerun");
    assertThat(coordinator.get("/api/v1/runs/" + run).get("status").asText())
        .isIn("running", "pending");
  }

  @Test
  void aDeliveryCanBeReplayedAndSaysOfWhich() {
    JsonNode before = sender.settled(WebhookSender.push("acme/replay", "main", 'a'));
    assertThat(before.get("outcome").asText()).isEqualTo("no_trigger");
    trigger("acme/replay", "'action':'start-run'");
    String id = before.get("id").asText();
    JsonNode replay = coordinator.post("/api/v1/webhooks/deliveries/" + id + "/replay", Map.of());
    JsonNode after = sender.settledId(replay.get("delivery").asText());
    assertThat(after.get("outcome").asText()).isEqualTo("started");
    assertThat(after.get("replay_of").asText()).isEqualTo(id);
  }

  @Test
  void aDryRunTellsWhatWouldFireAndWhyTheRestWouldNot() {
    trigger("acme/dry", "'action':'start-run'");
    JsonNode answer =
        coordinator.post(
            "/api/v1/triggers/dry-run",
            Map.of("provider", "fake", "payload", WebhookSender.push("acme/dry", "main", 'a')));
    for (JsonNode one : answer.at("/events/0/triggers")) {
      boolean ours = one.get("trigger").asText().equals("acme/dry");
      assertThat(one.get("fires").asBoolean()).isEqualTo(ours);
      assertThat(one.get("against").isEmpty()).isEqualTo(ours);
    }
    assertThat(runsOf("acme/dry")).isEmpty();
  }

  @Test
  void triggersAreWrittenReadReplacedAndDeleted() {
    String id = trigger("acme/crud", "'action':'start-run'");
    String path = "/api/v1/triggers/" + id;
    assertThat(coordinator.get(path).get("name").asText()).isEqualTo("acme/crud");
    String changed = "{\"name\":\"acme/crud\",\"action\":\"cancel\",\"enabled\":false}";
    assertThat(coordinator.send("PUT", path, changed, coordinator.key).status()).isEqualTo(200);
    assertThat(coordinator.get(path).get("action").asText()).isEqualTo("cancel");
    assertThat(coordinator.get(path).get("version").asInt()).isEqualTo(2);
    assertThat(coordinator.send("POST", "/api/v1/triggers", changed, coordinator.key).status())
        .isEqualTo(409);
    var fly = coordinator.send("PUT", path, "{\"name\":\"x\",\"action\":\"fly\"}", coordinator.key);
    assertThat(fly.status()).isEqualTo(400);
    assertThat(fly.body()).contains("follow");
    assertThat(coordinator.send("DELETE", path, null, coordinator.key).status()).isEqualTo(204);
    assertThat(coordinator.send("GET", path, null, coordinator.key).status()).isEqualTo(404);
  }

  @Test
  void whatCannotBeReadIsRefused() {
    assertThat(sender.sendSigned("no json".getBytes(StandardCharsets.UTF_8)).status())
        .isEqualTo(400);
    assertThat(sender.sendSigned(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}).status())
        .isEqualTo(400);
    assertThat(
            sender
                .sendSigned(
                    ("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")
                        .getBytes(StandardCharsets.UTF_8))
                .status())
        .isEqualTo(400);
    var unknown = coordinator.send("POST", "/webhooks/nobody", "{}", null);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.body()).contains("fake");
  }

  @Test
  void withoutASecretNothingIsTaken() {
    try (var closed = new RunningCoordinator(postgres.freshDatabase(), kafka.bootstrapServers())) {
      var reply =
          new WebhookSender(closed)
              .sendSigned("{\"kind\":\"ping\"}".getBytes(StandardCharsets.UTF_8));
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.body()).contains("webhooks.fake.secrets");
    }
    var open = WebhookSettings.with(Map.of("fake", new WebhookSecrets(List.of(), Map.of(), true)));
    try (var opened =
        new RunningCoordinator(postgres.freshDatabase(), kafka.bootstrapServers(), open)) {
      assertThat(
              new WebhookSender(opened)
                  .post("{\"kind\":\"ping\"}".getBytes(StandardCharsets.UTF_8), Map.of())
                  .status())
          .isEqualTo(202);
    }
  }
}
