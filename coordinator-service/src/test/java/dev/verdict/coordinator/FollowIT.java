package dev.verdict.coordinator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.coordinator.usecase.follow.FollowRuns;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs of a CI system that become runs of ours, judged by the same rules. */
class FollowIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private static final String GOOD =
      "<testsuite name='s' tests='2'><testcase classname='c' name='a'/>"
          + "<testcase classname='c' name='b'><skipped/></testcase></testsuite>";
  private static final String BAD =
      "<testsuite name='s' tests='1' failures='1'><testcase classname='c' name='a'>"
          + "<failure message='no'/></testcase></testsuite>";

  private static RunningCoordinator coordinator;
  private static WebhookSender sender;

  @BeforeAll
  static void start() {
    coordinator = coordinator(Duration.ofSeconds(1));
    sender = new WebhookSender(coordinator);
    coordinator.post("/api/v1/triggers", Map.of("name", "ci", "action", "follow"));
    coordinator.post(
        "/api/v1/triggers",
        Map.of(
            "name",
            "impatient",
            "action",
            "follow",
            "match",
            Map.of("when", "text == 'impatient'"),
            "follow",
            Map.of("timeout", 1)));
    String id = coordinator.get("/api/v1/triggers").at("/items/0/id").asText();
    coordinator.send(
        "PUT",
        "/api/v1/triggers/" + id,
        "{\"name\":\"ci\",\"action\":\"follow\",\"match\":{\"when\":\"text != 'impatient'\"}}",
        coordinator.key);
  }

  private static RunningCoordinator coordinator(Duration interval) {
    WebhookSettings usual = WebhookSender.settings();
    return new RunningCoordinator(
        postgres.freshDatabase(),
        kafka.bootstrapServers(),
        new WebhookSettings(
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
                new FollowRuns.Patience(interval, Duration.ofMillis(20), Duration.ofSeconds(20)),
                FollowSettings.NONE.reconciling())));
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  @Test
  void aCommitThatIsToldByItsFirstDigitsIsAskedForBeforeARunOfItStarts() {
    coordinator.post(
        "/api/v1/triggers",
        Map.of(
            "name",
            "pulls",
            "action",
            "start-run",
            "match",
            Map.of("repositories", List.of("acme/short"), "forks", true)));
    Map<String, Object> pull = new HashMap<>(WebhookSender.pullRequest("acme/short", "7", 'c'));
    pull.put("sha", "c".repeat(12));
    JsonNode started = sender.settled(pull);
    assertThat(started.get("outcome").asText()).as(started.toString()).isEqualTo("started");
    JsonNode run = coordinator.get("/api/v1/runs/" + started.at("/effects/0/run_id").asText());
    assertThat(run.at("/ci/commit_sha").asText()).isEqualTo("c".repeat(40));
    assertThat(started.get("attempts").asInt()).isEqualTo(1);

    pull.put("sha", "f".repeat(12));
    JsonNode failed = sender.settled(pull);
    assertThat(failed.get("outcome").asText()).isEqualTo("failed");
    assertThat(failed.get("reason").asText()).contains("f".repeat(12), "not there");
  }

  private static JsonNode told(String run, String phase, RunState state, String... more) {
    return sender.settled(event(run, phase, state, more));
  }

  private static Map<String, Object> event(
      String run, String phase, RunState state, String... more) {
    Map<String, Object> body = new HashMap<>();
    body.put("kind", "run");
    body.put("repository", "acme/shop");
    body.put("run", run);
    body.put("phase", phase);
    body.put("state", state.name());
    for (int i = 0; i < more.length; i += 2) {
      body.put(more[i], more[i + 1]);
    }
    return body;
  }

  private static UUID runOf(JsonNode delivery) {
    assertThat(delivery.get("outcome").asText()).as(delivery.toString()).isEqualTo("followed");
    return UUID.fromString(delivery.at("/effects/0/run_id").asText());
  }

  private static JsonNode finished(String run, RunState state) {
    return coordinator.untilFinished(runOf(told(run, "FINISHED", state)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void whatStartedElsewhereRunsHereAndEndsWithItsReports() {
    UUID run = runOf(told("1", "STARTED", RunState.RUNNING));
    JsonNode running =
        sender.until("/api/v1/runs/" + run, one -> one.get("status").asText().equals("running"));
    assertThat(running.at("/ci/url").asText()).isEqualTo("https://example.org/runs/1");
    assertThat(running.at("/ci/build_id").asText()).isEqualTo("1");

    FakeCi.artifact("1", "junit.xml", bytes(GOOD));
    assertThat(runOf(told("1", "FINISHED", RunState.SUCCESS))).isEqualTo(run);
    JsonNode ended = coordinator.untilFinished(run);
    assertThat(ended.get("verdict").asText()).as(ended.toString()).isEqualTo("passed");
    assertThat(ended.at("/completeness/planned").asInt()).isEqualTo(2);
    assertThat(ended.at("/completeness/accounted").asInt()).isEqualTo(2);
    assertThat(coordinator.get("/api/v1/runs/" + run + "/tests").get("items")).hasSize(2);
    assertThat(told("1", "STARTED", RunState.RUNNING, "again", "1").get("outcome").asText())
        .isEqualTo("ignored");
  }

  @Test
  void itIsGreenOnlyIfItsCiRunAndItsReportsAre() {
    FakeCi.artifact("2", "junit.xml", bytes(GOOD));
    assertThat(finished("2", RunState.FAILURE).get("verdict").asText()).isEqualTo("error");
    FakeCi.artifact("3", "junit.xml", bytes(BAD));
    assertThat(finished("3", RunState.SUCCESS).get("verdict").asText()).isEqualTo("failed");
    assertThat(finished("4", RunState.SUCCESS).get("verdict").asText()).isEqualTo("lost");
    FakeCi.artifact("5", "junit.xml", bytes(GOOD.substring(0, 60)));
    assertThat(finished("5", RunState.SUCCESS).get("verdict").asText()).isEqualTo("lost");
    FakeCi.artifact("6", "junit.xml", bytes("<testsuite tests='0'/>"));
    assertThat(finished("6", RunState.SUCCESS).get("verdict").asText()).isEqualTo("lost");
    FakeCi.artifact("7", "junit.xml", bytes(GOOD));
    FakeCi.STATES.put("7", RunState.UNKNOWN);
    assertThat(finished("7", RunState.UNKNOWN).get("verdict").asText()).isEqualTo("error");
    FakeCi.artifact("8", "junit.xml", bytes(GOOD));
    assertThat(finished("8", RunState.CANCELLED).get("verdict").asText()).isEqualTo("cancelled");
  }

  @Test
  void anEndThatNobodyToldIsAskedFor() {
    FakeCi.artifact("20", "junit.xml", bytes(GOOD));
    FakeCi.STATES.put("20", RunState.SUCCESS);
    UUID run = runOf(told("20", "STARTED", RunState.RUNNING));
    assertThat(coordinator.untilFinished(run).get("verdict").asText()).isEqualTo("passed");
  }

  @Test
  void whatNobodyHearsOfAnyMoreIsLost() {
    UUID run = runOf(told("21", "STARTED", RunState.RUNNING, "name", "impatient"));
    JsonNode ended = coordinator.untilFinished(run);
    assertThat(ended.get("verdict").asText()).isEqualTo("lost");
    JsonNode task = coordinator.get("/api/v1/runs/" + run + "/tasks").at("/items/0");
    assertThat(task.toString()).contains("never said that it ended");
  }

  @Test
  void aDownloadThatBreaksOffIsTriedAgain() {
    FakeCi.artifact("22", "junit.xml", bytes(GOOD));
    FakeCi.FAILING.set(2);
    assertThat(finished("22", RunState.SUCCESS).get("verdict").asText()).isEqualTo("passed");
  }

  @Test
  void whatRanAgainThereIsReadAgainHere() {
    FakeCi.artifact("23", "junit.xml", bytes(BAD));
    UUID run =
        runOf(told("23", "FINISHED", RunState.FAILURE, "finished_at", "2026-01-01T10:00:00Z"));
    assertThat(coordinator.untilFinished(run).get("verdict").asText()).isEqualTo("failed");
    assertThat(
            told("23", "FINISHED", RunState.FAILURE, "finished_at", "2026-01-01T09:00:00Z")
                .get("outcome")
                .asText())
        .isEqualTo("ignored");

    FakeCi.artifact("23", "junit.xml", bytes(GOOD));
    assertThat(
            runOf(told("23", "FINISHED", RunState.SUCCESS, "finished_at", "2026-01-01T11:00:00Z")))
        .isEqualTo(run);
    JsonNode ended =
        sender.until("/api/v1/runs/" + run, one -> one.path("verdict").asText().equals("passed"));
    assertThat(ended.at("/completeness/planned").asInt()).isEqualTo(2);
  }

  @Test
  void whatRanAgainThereIsReadAgainAlsoWhenItsFirstEndWasAskedFor() {
    FakeCi.artifact("25", "junit.xml", bytes(BAD));
    FakeCi.STATES.put("25", RunState.FAILURE);
    UUID run = runOf(told("25", "STARTED", RunState.RUNNING));
    assertThat(coordinator.untilFinished(run).get("verdict").asText()).isEqualTo("failed");
    assertThat(
            told("25", "FINISHED", RunState.FAILURE, "finished_at", "2026-01-01T10:00:00Z")
                .get("outcome")
                .asText())
        .isEqualTo("ignored");

    FakeCi.artifact("25", "junit.xml", bytes(GOOD));
    String later = Instant.now().plus(Duration.ofHours(1)).toString();
    assertThat(runOf(told("25", "FINISHED", RunState.SUCCESS, "finished_at", later)))
        .isEqualTo(run);
    sender.until("/api/v1/runs/" + run, one -> one.path("verdict").asText().equals("passed"));
  }

  @Test
  void anEndThatComesWhileAnEarlierOneIsReadIsReadAfterIt() {
    Promise<Void> free = Promise.promise();
    FakeCi.HELD.put("26", free.future());
    FakeCi.artifact("26", "junit.xml", bytes(GOOD));
    UUID run =
        runOf(told("26", "FINISHED", RunState.FAILURE, "finished_at", "2026-01-01T10:00:00Z"));
    sender.send(
        event("26", "FINISHED", RunState.SUCCESS, "finished_at", "2026-01-01T11:00:00Z"),
        Map.of("x-fake-event", "something", "x-fake-delivery", "repeated"));
    sender.until(
        "/api/v1/webhooks/deliveries?delivery_id=repeated",
        page -> page.at("/items/0/reason").asText().contains("are being read"));
    free.complete();
    assertThat(coordinator.untilFinished(run).get("verdict").asText()).isEqualTo("error");
    sender.until("/api/v1/runs/" + run, one -> one.path("verdict").asText().equals("passed"));
  }

  @Test
  void anEarlierEndThatComesLateIsIgnored() {
    Promise<Void> free = Promise.promise();
    FakeCi.HELD.put("27", free.future());
    FakeCi.artifact("27", "junit.xml", bytes(GOOD));
    UUID run =
        runOf(told("27", "FINISHED", RunState.SUCCESS, "finished_at", "2026-01-01T11:00:00Z"));
    assertThat(
            told("27", "FINISHED", RunState.FAILURE, "finished_at", "2026-01-01T10:00:00Z")
                .get("outcome")
                .asText())
        .isEqualTo("ignored");
    free.complete();
    assertThat(coordinator.untilFinished(run).get("verdict").asText()).isEqualTo("passed");
  }

  @Test
  void oneThatTakesLongKeepsNoOtherWaiting() {
    Promise<Void> free = Promise.promise();
    FakeCi.HELD.put("28", free.future());
    FakeCi.artifact("28", "junit.xml", bytes(GOOD));
    UUID slow = runOf(told("28", "FINISHED", RunState.UNKNOWN));
    FakeCi.artifact("29", "junit.xml", bytes(GOOD));
    assertThat(finished("29", RunState.SUCCESS).get("verdict").asText()).isEqualTo("passed");
    assertThat(coordinator.get("/api/v1/runs/" + slow).path("verdict").isTextual()).isFalse();
    FakeCi.STATES.put("28", RunState.SUCCESS);
    free.complete();
    coordinator.untilFinished(slow);
  }

  @Test
  void whatWasCancelledOrTooLongThereIsThatWhateverItsReports() {
    for (String run : List.of("30", "31", "32")) {
      FakeCi.FORBIDDEN.add(run);
      FakeCi.artifact(run, "junit.xml", bytes(GOOD));
    }
    assertThat(finished("30", RunState.CANCELLED).get("verdict").asText()).isEqualTo("cancelled");
    assertThat(finished("31", RunState.TIMEOUT).get("verdict").asText()).isEqualTo("timeout");
    assertThat(finished("32", RunState.SUCCESS).get("verdict").asText()).isEqualTo("lost");
  }

  @Test
  void aRunThatSomebodyEndsHereIsSettledAtOnce() {
    UUID run = runOf(told("24", "STARTED", RunState.RUNNING));
    coordinator.post("/api/v1/runs/" + run + "/cancel", Map.of());
    assertThat(coordinator.untilFinished(run).get("verdict").asText()).isEqualTo("cancelled");
  }

  @Test
  void nobodyElseMakesSuchTasksAndNoWorkerIsSeen() {
    var refused =
        coordinator.send("POST", "/api/v1/tasks", "{\"type\":\"follow\"}", coordinator.key);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(coordinator.get("/api/v1/workers").get("items")).isEmpty();
  }
}
