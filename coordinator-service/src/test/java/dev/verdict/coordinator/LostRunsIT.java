package dev.verdict.coordinator;

import static dev.verdict.coordinator.RunningCoordinator.await;
import static dev.verdict.testkit.ci.Rule.any;
import static dev.verdict.testkit.ci.Rule.optional;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.coordinator.usecase.webhook.FindLost;
import dev.verdict.coordinator.usecase.webhook.LostDeliveries;
import dev.verdict.coordinator.usecase.webhook.WebhookSecrets;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What CI systems must have sent and what never came, told from their runs. */
class LostRunsIT {
  private static final String SECRET = "a-secret-of-the-ci-system";
  private static final String SHA = "9fceb02d0ae598e95dc970b74767f19372d61af8";

  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private final Vertx vertx = Vertx.vertx();
  private final JsonArray builds = new JsonArray();

  @SuppressWarnings("NullAway.Init")
  private RecordedApi api;

  @BeforeEach
  void start() {
    api = await(RecordedApi.start(vertx, Clock.systemUTC()));
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private static WebhookSettings settings(
      String provider, String repository, Map<String, String> asked) {
    WebhookSettings usual =
        WebhookSettings.with(
            Map.of(provider, new WebhookSecrets(List.of(new Secret(SECRET)), Map.of(), false)));
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
            Map.of(provider, asked),
            FollowSettings.NONE.patience(),
            new FindLost.Plan(
                List.of(new LostDeliveries.Place(provider, repository)),
                Set.of(provider),
                Duration.ofMillis(300),
                Duration.ofDays(1))));
  }

  private static JsonObject build(int id, Duration ago) {
    var format = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssZ").withZone(ZoneOffset.UTC);
    return new JsonObject()
        .put("id", id)
        .put("number", "" + id)
        .put("buildTypeId", "Shop_Test")
        .put("status", "SUCCESS")
        .put("state", "finished")
        .put("branchName", "main")
        .put("finishDate", format.format(Instant.now().minus(ago)))
        .put(
            "revisions",
            JsonObject.of(
                "revision",
                JsonArray.of(
                    JsonObject.of(
                        "version",
                        SHA,
                        "vcs-root-instance",
                        JsonObject.of("name", "https://git.example/acme/shop#refs/heads/main")))));
  }

  private static JsonNode sent(
      RunningCoordinator coordinator,
      String provider,
      JsonObject body,
      Map<String, String> headers) {
    var reply = coordinator.send("POST", "/webhooks/" + provider, body.encode(), null, headers);
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    return new WebhookSender(coordinator)
        .settledId(new JsonObject(reply.body()).getString("delivery"));
  }

  private static JsonNode ended(RunningCoordinator coordinator, JsonObject build) {
    return sent(
        coordinator,
        "teamcity",
        JsonObject.of("payload", build, "eventType", "BUILD_FINISHED"),
        Map.of("X-Verdict-Token", SECRET));
  }

  private static int followed(RunningCoordinator coordinator) {
    return coordinator
        .get("/api/v1/webhooks/deliveries?outcome=followed&provider=teamcity")
        .get("items")
        .size();
  }

  private long asked() {
    return api.seen().stream().filter(each -> each.rawPath().equals("/app/rest/builds")).count();
  }

  /** Whoever looks tells nobody when; that it has asked again is seen at who is asked. */
  private void untilAskedAgain() {
    long asked = asked();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (asked() < asked + 3) {
      assertThat(System.nanoTime()).as("nobody asks").isLessThan(end);
      CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS))
          .join();
    }
  }

  @Test
  void anEndThatNeverCameIsMadeUpOnceAlsoWhenItComesLateAndAfterARestart() {
    api.on(HttpMethod.GET, "/app/rest/builds")
        .query("locator", any())
        .query("fields", any())
        .answers(seen -> Answer.json(200, JsonObject.of("build", builds)));
    WebhookSettings settings =
        settings("teamcity", "acme/shop", Map.of("url", api.url().toString(), "token", "t"));
    var database = postgres.freshDatabase();
    JsonObject lost = build(2, Duration.ofMinutes(4));
    try (var coordinator = new RunningCoordinator(database, kafka.bootstrapServers(), settings)) {
      coordinator.post(
          "/api/v1/triggers",
          Map.of(
              "name",
              "the builds",
              "action",
              "follow",
              "match",
              Map.of("events", List.of("run_finished"))));
      JsonObject came = build(1, Duration.ofMinutes(5));
      assertThat(ended(coordinator, came).get("outcome").asText()).isEqualTo("followed");

      builds.add(build(3, Duration.ZERO)).add(lost).add(came).add(build(4, Duration.ofDays(2)));
      JsonNode made =
          new WebhookSender(coordinator)
              .until(
                  "/api/v1/webhooks/deliveries?outcome=followed&provider=teamcity",
                  page -> page.get("items").size() == 2);
      assertThat(made.at("/items/0/reconciled").asBoolean()).isTrue();
      JsonNode one =
          coordinator.get("/api/v1/webhooks/deliveries/" + made.at("/items/0/id").asText());
      assertThat(one.get("headers").toString()).contains("x-verdict-made-from", "build/2/");

      untilAskedAgain();
      assertThat(followed(coordinator)).isEqualTo(2);
      // With fields that were not asked for.
      JsonNode late = ended(coordinator, lost.copy().put("statusText", "Tests passed: 7"));
      assertThat(late.get("outcome").asText()).isEqualTo("ignored");
      assertThat(late.get("reason").asText()).contains("the same event as delivery");
    }
    try (var coordinator = new RunningCoordinator(database, kafka.bootstrapServers(), settings)) {
      untilAskedAgain();
      assertThat(followed(coordinator)).isEqualTo(2);
      // It was run again, and ended again.
      builds.add(build(2, Duration.ofMinutes(2)));
      new WebhookSender(coordinator)
          .until(
              "/api/v1/webhooks/deliveries?provider=teamcity",
              page ->
                  page.at("/items/0/reconciled").asBoolean()
                      && (page.at("/items/0/reason").asText().contains("run 2")
                          || page.at("/items/0/outcome").asText().equals("followed"))
                      && page.get("items").size() == 4);
    }
  }

  @Test
  void whatCameWhileNobodyWasAskedIsNotTakenForLost() {
    api.on(HttpMethod.GET, "/app/rest/builds")
        .query("locator", any())
        .query("fields", any())
        .answers(seen -> Answer.json(200, JsonObject.of("build", builds)));
    var database = postgres.freshDatabase();
    WebhookSettings asking =
        settings("teamcity", "acme/shop", Map.of("url", api.url().toString(), "token", "t"));
    JsonObject came = build(1, Duration.ofMinutes(5));
    builds.add(came);
    try (var coordinator =
        new RunningCoordinator(
            database, kafka.bootstrapServers(), WebhookSettings.with(asking.secrets()))) {
      coordinator.post(
          "/api/v1/triggers",
          Map.of(
              "name",
              "the builds",
              "action",
              "follow",
              "match",
              Map.of("events", List.of("run_finished"))));
      assertThat(ended(coordinator, came).get("outcome").asText()).isEqualTo("followed");
    }
    try (var coordinator = new RunningCoordinator(database, kafka.bootstrapServers(), asking)) {
      untilAskedAgain();
      assertThat(coordinator.get("/api/v1/webhooks/deliveries?provider=teamcity").get("items"))
          .hasSize(1);
    }
  }

  @Test
  void aPushThatGitLabRemembersStartsItsRunAndAnEqualOneUnderAnotherIdDoesToo() {
    JsonArray events = new JsonArray();
    String project = "/api/v4/projects/acme%2Fshop";
    api.on(HttpMethod.GET, project + "/hooks")
        .query("per_page", any())
        .answers(
            Answer.json(
                200,
                JsonArray.of(
                    JsonObject.of("id", 7, "url", "https://verdict.example/webhooks/gitlab"))));
    api.on(HttpMethod.GET, project + "/hooks/7/events")
        .query("per_page", any())
        .query("page", optional(any()))
        .answers(seen -> Answer.json(200, events));
    JsonObject push =
        new JsonObject()
            .put("object_kind", "push")
            .put("ref", "refs/heads/main")
            .put("before", "a".repeat(40))
            .put("after", SHA)
            .put("checkout_sha", SHA)
            .put("user_email", "[REDACTED]")
            .put(
                "project",
                JsonObject.of(
                    "path_with_namespace", "acme/shop",
                    "git_http_url", "https://gitlab.example/acme/shop.git"));
    try (var coordinator =
        new RunningCoordinator(
            postgres.freshDatabase(),
            kafka.bootstrapServers(),
            settings(
                "gitlab", "acme/shop", Map.of("token", "t", "api_url", api.url().toString())))) {
      coordinator.post("/api/v1/triggers", Map.of("name", "all", "action", "start-run"));
      events.add(
          JsonObject.of(
              "id",
              1,
              "request_headers",
              JsonObject.of("X-Gitlab-Event", "Push Hook", "Idempotency-Key", "first"),
              "request_data",
              push,
              "created_at",
              Instant.now().minus(Duration.ofMinutes(4)).toString()));
      new WebhookSender(coordinator)
          .until(
              "/api/v1/webhooks/deliveries?delivery_id=first",
              page -> page.at("/items/0/outcome").asText().equals("started"));

      JsonObject whole = push.copy().put("user_email", "ada@example.org");
      JsonNode late =
          sent(
              coordinator,
              "gitlab",
              whole,
              Map.of("X-Gitlab-Token", SECRET, "Idempotency-Key", "first"));
      assertThat(late.get("outcome").asText()).isEqualTo("ignored");

      JsonNode other =
          sent(
              coordinator,
              "gitlab",
              whole.copy().put("user_name", "Ada"),
              Map.of("X-Gitlab-Token", SECRET, "Idempotency-Key", "second"));
      assertThat(other.get("outcome").asText()).isEqualTo("started");
    }
  }
}
