package dev.verdict.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.reporter.domain.notify.NotificationRule;
import dev.verdict.reporter.outbound.pg.notify.NewsOfRun;
import dev.verdict.reporter.outbound.pg.notify.PgNotifications;
import dev.verdict.reporter.stream.PlausibleRun;
import dev.verdict.reporter.stream.SmallRun;
import dev.verdict.reporter.usecase.notify.Notifications.Claimed;
import dev.verdict.reports.message.Change;
import dev.verdict.reports.message.Template;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the end of a run to a message, over restarts and with a receiver that is away. */
class NotificationsIT {
  /** The 50th test of a file fails. */
  private static final int BAD = 50;

  private static final int GOOD = 10;

  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private final Vertx vertx = Vertx.vertx();
  private FakeChat chat;
  private String topic;
  private String suite;
  private int hours;
  private String channel = "slack";
  private Duration maxAge = Duration.ofDays(36_500);

  @BeforeEach
  void open() {
    chat = new FakeChat(vertx);
    topic = kafka.freshTopic("events", 4);
    suite = "suite of " + topic;
  }

  @AfterEach
  void close() {
    chat.close();
    RunningReporter.await(vertx.close());
  }

  private RunningReporter reporter(Duration window, Duration parkAfter, Change... events) {
    List<String> any = List.of();
    NotificationRule rule =
        new NotificationRule(
            "rule of " + topic,
            List.of(channel),
            EnumSet.copyOf(List.of(events)),
            any,
            List.of("main"),
            List.of(suite),
            any,
            any,
            Template.DEFAULT);
    NotificationSettings told =
        new NotificationSettings(
            List.of(rule),
            Optional.empty(),
            Map.of("slack", new Secret(chat.url())),
            Optional.empty(),
            window,
            1_000,
            parkAfter,
            Duration.ofDays(30),
            Duration.ofSeconds(5),
            maxAge);
    return new RunningReporter(
        postgres.database(),
        kafka.bootstrapServers(),
        topic,
        new PeopleSettings(false, List.of("main"), told));
  }

  private RunningReporter reporter() {
    return reporter(Duration.ZERO, Duration.ofDays(1), Change.values());
  }

  private PlausibleRun run(String branch, int tests) {
    return PlausibleRun.finished(
        suite, branch, 1, tests, PlausibleRun.START.plus(Duration.ofHours(hours++)));
  }

  private static List<JsonNode> listed(RunningReporter reporter, String query) {
    JsonNode page =
        Json.tree(
            reporter.get("/api/v1/notifications" + query).body().getBytes(StandardCharsets.UTF_8));
    return page.path("items").valueStream().toList();
  }

  @Test
  void eachEndIsToldOnceWithWhatItMeans() {
    try (RunningReporter reporter = reporter()) {
      reporter.publish(run("main", BAD).events());
      assertThat(chat.next()).contains(suite + " on main: 1 failed (first failure)", "case-00049");
      reporter.publish(run("main", BAD).events());
      assertThat(chat.next()).contains("(still failing)");
      reporter.publish(run("feature", BAD).events());
      reporter.publish(run("main", GOOD).events());
      assertThat(chat.next()).contains("fixed, 10 passed");
      // The branch that no rule names has come before it, and nobody was told.
      assertThat(chat.taken()).hasSize(3).noneMatch(body -> body.contains("feature"));
    }
  }

  @Test
  void aQuarantinedTestThatBreaksRingsOnceForItsOwner() {
    suite = "tests";
    try (RunningReporter reporter =
        reporter(Duration.ZERO, Duration.ofDays(1), Change.QUARANTINE_BROKEN)) {
      String wish =
          """
          {"project":"shop","test_id":"tests/test_shop.py::pays","owner":"team-pay",
           "ticket":"PAY-4711","expires_at":"%s"}\
          """
              .formatted(Instant.now().plus(Duration.ofDays(9)));
      assertThat(reporter.asAdmin("/api/v1/flaky/quarantine", wish).statusCode()).isEqualTo(201);
      for (int hour = 1; hour <= 7; hour++) {
        Instant start = Instant.now().plus(Duration.ofHours(hour));
        reporter.publish(
            SmallRun.on("main", "c" + hour, start).failed("pays", "E", "no price").end().events());
        if (hour == 5) {
          assertThat(chat.next())
              .contains("In quarantine, and broken for good: tests/test_shop.py::pays")
              .contains("team-pay", "PAY-4711", "5 runs on end");
        }
      }
      SmallRun last = SmallRun.on("main", "c8", Instant.now().plus(Duration.ofHours(8)));
      reporter.publish(last.failed("pays", "E", "no price").end().events());
      reporter.answers("/api/v1/runs/" + last.id() + "/gate", 200);
      assertThat(chat.taken()).hasSize(1);
    }
  }

  @Test
  void whatGoesOnFollowsTheMessageThatBeganIt() {
    channel = "nobody " + topic;
    try (RunningReporter reporter = reporter()) {
      Database database =
          Database.open(vertx, reporter.settings().postgres(), ReporterModule.SCHEMA);
      var kept = new PgNotifications(database, new NewsOfRun(Optional.empty()));
      reporter.publish(run("main", BAD).events());
      Claimed first = claimed(kept);
      assertThat(first.follows()).isEmpty();
      RunningReporter.await(kept.sent(first));
      for (int tests : List.of(BAD, BAD, GOOD)) {
        reporter.publish(run("main", tests).events());
        Claimed next = claimed(kept);
        assertThat(next.follows()).containsExactly(first.messageId());
        RunningReporter.await(kept.sent(next));
      }
      reporter.publish(run("main", BAD).events());
      assertThat(claimed(kept).follows()).as("another failure begins anew").isEmpty();
      RunningReporter.await(database.close());
    }
  }

  private Claimed claimed(PgNotifications kept) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < deadline) {
      Optional<Claimed> claimed =
          RunningReporter.await(kept.claim(channel, Duration.ofMinutes(5), 1_000));
      if (claimed.isPresent()) {
        return claimed.get();
      }
      RunningReporter.await(vertx.timer(50, TimeUnit.MILLISECONDS));
    }
    throw new AssertionError("nothing was planned in a minute");
  }

  @Test
  void theSameEventsOnceMoreTellNobody() {
    try (RunningReporter reporter = reporter()) {
      PlausibleRun run = run("main", BAD);
      reporter.publish(run.events());
      chat.next();
      reporter.publish(run.events());
      reporter.publish(run("main", GOOD).events());
      assertThat(chat.next()).contains("fixed");
      assertThat(chat.taken()).hasSize(2);
    }
  }

  @Test
  void aRunThatIsRepeatedIsFixedAgainstItself() {
    try (RunningReporter reporter =
        reporter(Duration.ZERO, Duration.ofDays(1), Change.FIRST_FAILURE, Change.STILL_FAILING)) {
      PlausibleRun run = run("main", BAD);
      reporter.publish(run.events());
      chat.next();
      int before = run.events().size();
      run.rerun(0, 2);
      reporter.publish(run.events().subList(before, run.events().size()));
      assertThat(chat.next()).contains("(still failing)");
    }
  }

  @Test
  void nothingIsLostWhileTheReceiverIsAwayNorTwiceAfterARestart() {
    chat.status = 503;
    try (RunningReporter reporter = reporter()) {
      reporter.publish(run("main", BAD).events());
      chat.next();
      JsonNode waiting = listed(reporter, "?state=waiting").getFirst();
      assertThat(waiting.path("channel").textValue()).isEqualTo("slack");
      chat.next();
      JsonNode tried = listed(reporter, "?channel=slack").getFirst();
      assertThat(tried.path("last_error").textValue()).startsWith("slack answered 503");
      assertThat(tried.toString()).doesNotContain("very-secret");
    }
    chat.status = 200;
    try (RunningReporter again = reporter()) {
      while (chat.taken().isEmpty()) {
        chat.next();
      }
      again.publish(run("main", GOOD).events());
      String last = chat.next();
      while (!last.contains("fixed")) {
        last = chat.next();
      }
      assertThat(chat.taken()).hasSize(2);
      assertThat(listed(again, "?state=waiting")).noneMatch(entry -> isOurs(entry));
    }
  }

  private boolean isOurs(JsonNode entry) {
    return entry.path("rule").textValue().equals("rule of " + topic);
  }

  @Test
  void whatEndedLongAgoIsNoNews() {
    maxAge = Duration.ZERO;
    PlausibleRun old = run("main", BAD);
    try (RunningReporter reporter = reporter()) {
      reporter.publish(old.events());
      awaitPlanned(old);
    }
    maxAge = Duration.ofDays(36_500);
    try (RunningReporter reporter = reporter()) {
      reporter.publish(run("main", GOOD).events());
      assertThat(chat.next()).contains("fixed");
      assertThat(chat.taken()).hasSize(1);
    }
  }

  private static void awaitPlanned(PlausibleRun run) {
    String planned =
        "SELECT count(*) FROM reporter.run_endings WHERE planned_at IS NOT NULL AND run_id = '"
            + run.id()
            + "'";
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!Tables.text(postgres.database(), planned).equals("1")) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }

  @Test
  void runsOfOneMomentAreOneMessage() {
    try (RunningReporter reporter =
        reporter(Duration.ofSeconds(4), Duration.ofDays(1), Change.values())) {
      for (int nth = 0; nth < 5; nth++) {
        reporter.publish(run("main", BAD).events());
      }
      // They come over several partitions, in any order.
      assertThat(chat.next()).contains("5 runs ended: ", "first failure", "still failing");
      assertThat(chat.taken()).hasSize(1);
    }
  }

  @Test
  void whatIsRefusedIsParkedVisibleAndTriedAgainOnRequest() {
    chat.status = 400;
    try (RunningReporter reporter = reporter()) {
      reporter.publish(run("main", BAD).events());
      chat.next();
      JsonNode parked = parked(reporter);
      assertThat(parked.path("last_error").textValue()).contains("slack answered 400");
      chat.status = 200;
      String path = "/api/v1/notifications/" + parked.path("id") + "/retry";
      assertThat(reporter.asAdmin(path, "").statusCode()).isEqualTo(202);
      assertThat(chat.next()).contains("first failure");
    }
  }

  @Test
  void aReceiverThatIsAwayTooLongIsGivenUp() {
    chat.status = 500;
    try (RunningReporter reporter = reporter(Duration.ZERO, Duration.ZERO, Change.values())) {
      reporter.publish(run("main", BAD).events());
      chat.next();
      assertThat(parked(reporter).path("state").textValue()).isEqualTo("parked");
    }
  }

  /** The answer of the receiver and the row are not the same moment. */
  private JsonNode parked(RunningReporter reporter) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < deadline) {
      for (JsonNode entry : listed(reporter, "?state=parked")) {
        if (isOurs(entry)) {
          return entry;
        }
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("nothing is parked");
  }

  @Test
  void aTestMessageTellsWhatCameOfIt() {
    try (RunningReporter reporter = reporter()) {
      var answer = reporter.asAdmin("/api/v1/notifications/test", "{\"channel\":\"slack\"}");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"outcome\":\"sent\"");
      assertThat(chat.next()).contains("Test message, nothing happened.");
      chat.status = 404;
      assertThat(reporter.asAdmin("/api/v1/notifications/test", "{}").body())
          .contains("\"outcome\":\"failed\"", "slack answered 404");
      var unknown = reporter.asAdmin("/api/v1/notifications/test", "{\"channel\":\"pigeon\"}");
      assertThat(unknown.statusCode()).isEqualTo(400);
    }
  }
}
