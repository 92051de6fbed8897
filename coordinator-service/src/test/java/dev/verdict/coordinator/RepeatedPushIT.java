package dev.verdict.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.coordinator.usecase.webhook.WebhookSecrets;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A branch that is pushed from one commit to another, back, and there again. */
class RepeatedPushIT {
  private static final String SECRET = "a-secret-of-the-host";
  private static final String A = "a".repeat(40);
  private static final String B = "b".repeat(40);

  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  @SuppressWarnings("NullAway.Init")
  private static RunningCoordinator coordinator;

  @BeforeAll
  static void start() {
    WebhookSecrets secrets = new WebhookSecrets(List.of(new Secret(SECRET)), Map.of(), false);
    coordinator =
        new RunningCoordinator(
            postgres.freshDatabase(),
            kafka.bootstrapServers(),
            WebhookSettings.with(Map.of("gitlab", secrets, "bitbucket", secrets)));
    coordinator.post("/api/v1/triggers", Map.of("name", "all", "action", "start-run"));
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  /** Whoever sends pushes of one repository. */
  private interface Sender {
    RunningCoordinator.Reply push(String from, String to, String id);
  }

  private static String outcome(Sender sender, String from, String to, String id) {
    RunningCoordinator.Reply reply = sender.push(from, to, id);
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    JsonNode settled =
        new WebhookSender(coordinator)
            .settledId(new JsonObject(reply.body()).getString("delivery"));
    return settled.get("outcome").asText();
  }

  private static void backAndForth(Sender sender) {
    assertThat(outcome(sender, A, B, "one")).isEqualTo("started");
    assertThat(sender.push(A, B, "one").status()).isEqualTo(200);
    // The same again under another id, and nobody has told that it was moved.
    assertThat(outcome(sender, A, B, "two")).isEqualTo("ignored");
    assertThat(outcome(sender, B, A, "three")).isEqualTo("started");
    assertThat(outcome(sender, A, B, "four")).isEqualTo("started");
    assertThat(sender.push(A, B, "four").status()).isEqualTo(200);
    assertThat(sender.push(A, B, "one").status()).isEqualTo(200);
    assertThat(outcome(sender, A, B, "five")).isEqualTo("ignored");
    assertThat(outcome(sender, B, A, "six")).isEqualTo("started");
  }

  @Test
  void atGitLab() {
    backAndForth(
        (from, to, id) ->
            coordinator.send(
                "POST",
                "/webhooks/gitlab",
                new JsonObject()
                    .put("object_kind", "push")
                    .put("ref", "refs/heads/main")
                    .put("before", from)
                    .put("after", to)
                    .put("checkout_sha", to)
                    .put(
                        "project",
                        JsonObject.of(
                            "path_with_namespace", "acme/shop",
                            "git_http_url", "https://gitlab.example/acme/shop.git"))
                    .encode(),
                null,
                Map.of("X-Gitlab-Token", SECRET, "Idempotency-Key", id)));
  }

  @Test
  void atBitbucket() {
    backAndForth(
        (from, to, id) -> {
          String body =
              JsonObject.of(
                      "push",
                      JsonObject.of(
                          "changes", JsonArray.of(JsonObject.of("old", at(from), "new", at(to)))),
                      "repository",
                      JsonObject.of(
                          "full_name",
                          "acme/web",
                          "links",
                          JsonObject.of(
                              "html", JsonObject.of("href", "https://bitbucket.org/acme/web"))))
                  .encode();
          return coordinator.send(
              "POST",
              "/webhooks/bitbucket",
              body,
              null,
              Map.of(
                  "X-Event-Key",
                  "repo:push",
                  "X-Hook-UUID",
                  "a-hook",
                  "X-Request-UUID",
                  id,
                  "X-Hub-Signature",
                  "sha256=" + FakeWebhooks.sign(SECRET, body.getBytes(StandardCharsets.UTF_8))));
        });
  }

  private static JsonObject at(String commit) {
    return JsonObject.of("type", "branch", "name", "main", "target", JsonObject.of("hash", commit));
  }

  @Test
  void whoCannotBeReadLearnsWhatToSet() {
    var reply =
        coordinator.send(
            "POST",
            "/webhooks/gitlab",
            "{}",
            null,
            Map.of("X-Gitlab-Token", SECRET, "Idempotency-Key", "template"));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("object_kind", "no custom template").doesNotContain(SECRET);

    var astray =
        coordinator.send(
            "POST",
            "/webhooks/gitlab",
            "{}",
            null,
            Map.of("X-Gitlab-Token", SECRET, "X-GitHub-Event", "push"));
    assertThat(astray.status()).isEqualTo(400);
    assertThat(astray.body()).contains("/webhooks/github");
  }
}
