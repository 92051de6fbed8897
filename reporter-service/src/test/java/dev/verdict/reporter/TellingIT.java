package dev.verdict.reporter;

import static dev.verdict.reporter.RecordedGitHub.commit;
import static dev.verdict.reporter.RecordedGitHub.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.ci.FastTime;
import dev.verdict.ci.github.GitHubRecord;
import dev.verdict.contract.Json;
import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.reporter.stream.PlausibleRun;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import dev.verdict.testkit.ci.Answer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs, told to a recorded GitHub. */
class TellingIT {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final String SUITE = "shop/checks";

  @RegisterExtension final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private final FastTime time = new FastTime();
  private final RecordedGitHub github = new RecordedGitHub(time);
  private String topic = "";

  @BeforeEach
  void topic() {
    topic = kafka.freshTopic("events", 4);
  }

  @AfterEach
  void nothingThatGitHubWouldRefuse() {
    assertThat(github.api().violations()).isEmpty();
    github.close();
  }

  private RunningReporter reporter(TellingSettings settings) {
    return new RunningReporter(
        postgres.database(), kafka.bootstrapServers(), topic, settings, time::clockwork);
  }

  private RunningReporter reporter() {
    return reporter(github.settings(RecordedGitHub.rules(SOON), Map.of("max_retries", "0")));
  }

  private static JsonNode places(RunningReporter reporter, UUID run) {
    var answer = reporter.get("/api/v1/runs/" + run + "/reporting");
    return Json.tree(answer.body().getBytes(StandardCharsets.UTF_8)).path("places");
  }

  private static boolean all(RunningReporter reporter, UUID run, String state) {
    JsonNode places = places(reporter, run);
    return places.size() > 0 && places.findValuesAsText("state").stream().allMatch(state::equals);
  }

  /** The end of the run, wherever it is the newest to speak. */
  private static void untilTold(RunningReporter reporter, UUID run) {
    until(
        "told: " + run,
        () ->
            all(reporter, run, "told")
                && places(reporter, run).findValuesAsText("said").stream()
                    .noneMatch(List.of("queued", "running")::contains));
  }

  /** The rows say that it is so much later. */
  private void letPass(String interval) {
    Tables.text(
        postgres.database(),
        "WITH moved AS (UPDATE reporter.tellings SET due_at = due_at - interval '"
            + interval
            + "', wanted_at = wanted_at - interval '"
            + interval
            + "' RETURNING 1) SELECT count(*) FROM moved");
  }

  @Test
  void theEndOfARunIsSeenWherePeopleLook() {
    try (RunningReporter reporter = reporter()) {
      PlausibleRun run = RecordedGitHub.run("checks", commit(1), "7", 60);
      run.finish();
      reporter.publish(run.events());
      untilTold(reporter, run.id());

      assertThat(github.statuses(commit(1))).endsWith("failure");
      assertThat(github.contexts(commit(1))).containsExactly("verdict/" + SUITE);
      assertThat(github.checks()).hasSize(1);
      JsonObject last = github.checkUpdates().getLast();
      assertThat(last.getString("conclusion")).isEqualTo("failure");
      assertThat(last.getJsonObject("output").getJsonArray("annotations")).hasSize(1);
      assertThat(github.comments()).isEqualTo(1);
      assertThat(github.lastComment())
          .contains("1 failure", "case-00049", "https://verdict.example.org/a/")
          .contains("**Quality gate** ❌ failed", "- ❌ `max_failures` `1 bad (expected: <= 0)`");
      JsonNode places = places(reporter, run.id());
      assertThat(places.findValuesAsText("said")).containsOnly("failed");
      assertThat(places.findValuesAsText("url")).isNotEmpty();
    }
  }

  @Test
  void whatWasSaidIsNotSaidTwice() {
    PlausibleRun run = RecordedGitHub.run("checks", commit(1), "7", 60);
    run.finish();
    try (RunningReporter reporter = reporter()) {
      reporter.publish(run.events());
      untilTold(reporter, run.id());
    }
    int before = calls();
    List<String> marks = github.statuses(commit(1));
    try (RunningReporter again = reporter()) {
      again.publish(run.events());
      PlausibleRun other = RecordedGitHub.run("checks", commit(2), null, 5);
      other.finish();
      again.publish(other.events());
      untilTold(again, other.id());
      untilTold(again, run.id());
    }
    assertThat(github.statuses(commit(1))).isEqualTo(marks);
    assertThat(github.checkUpdates()).hasSize(2);
    assertThat(github.comments()).isEqualTo(1);
    // A check run is looked for, made and ended, and the commit is marked; there is no comment.
    assertThat(calls() - before).isEqualTo(4);
  }

  private int calls() {
    return github.api().seen().size();
  }

  @Test
  void anHourWithoutGitHubLosesNothingAndTellsOnlyTheNewest() {
    github.api().fault(seen -> Answer.json(503, JsonObject.of("message", "unavailable")));
    var settings =
        github.settings(
            RecordedGitHub.rules(SOON), Map.of("max_retries", "0", "break_after", "1000000"));
    try (RunningReporter reporter = reporter(settings)) {
      PlausibleRun run = RecordedGitHub.run("checks", commit(1), "7", 60);
      reporter.publish(run.events());
      until("failing", () -> all(reporter, run.id(), "failing"));
      int sent = run.events().size();
      run.finish();
      reporter.publish(run.events().subList(sent, run.events().size()));
      until("three places", () -> places(reporter, run.id()).size() == 3);
      for (int part = 0; part < 6; part++) {
        int tries = tries(reporter, run.id());
        letPass("10 minutes");
        until("tried again", () -> tries(reporter, run.id()) > tries);
      }
      assertThat(places(reporter, run.id()).findValuesAsText("error"))
          .allMatch(error -> error.contains("503 unavailable"));
      int before = github.statuses(commit(1)).size();

      github.api().noMoreFaults();
      letPass("10 minutes");
      untilTold(reporter, run.id());

      List<String> after = github.statuses(commit(1));
      assertThat(after.subList(before, after.size())).containsOnly("failure");
      assertThat(github.checks()).hasSize(1);
      assertThat(github.comments()).isEqualTo(1);
    }
  }

  private static int tries(RunningReporter reporter, UUID run) {
    int tries = 0;
    for (JsonNode place : places(reporter, run)) {
      tries += place.path("tries").asInt();
    }
    return tries;
  }

  @Test
  void whoDiesBetweenACallAndItsNoteLeavesOneOfEach() {
    AtomicInteger lost = new AtomicInteger();
    // Each creation happens, and nobody hears of it.
    github
        .api()
        .fault(
            seen -> {
              boolean creates =
                  seen.method() == HttpMethod.POST && !seen.headers().contains("X-Again");
              if (!creates || seen.rawPath().contains("/statuses/")) {
                return null;
              }
              lost.incrementAndGet();
              Forward.again(github.api().url(), seen);
              return Answer.never();
            });
    PlausibleRun run = RecordedGitHub.run("checks", commit(1), "7", 60);
    run.finish();
    RunningReporter first = reporter();
    first.publish(run.events());
    until("both made", () -> github.checks().size() == 1 && github.comments() == 1);
    first.kill();
    assertThat(lost.get()).isEqualTo(2);
    github.api().noMoreFaults();
    try (RunningReporter second = reporter()) {
      untilTold(second, run.id());
      assertThat(github.checks()).hasSize(1);
      assertThat(github.checkUpdates()).hasSize(1);
      assertThat(github.comments()).isEqualTo(1);
      assertThat(github.statuses(commit(1))).endsWith("failure").containsOnlyOnce("failure");
    }
  }

  @Test
  void twoReportersLeaveOneCommentAndItIsOfTheNewestRun() {
    try (RunningReporter one = reporter();
        RunningReporter two = reporter()) {
      List<PlausibleRun> runs =
          IntStream.range(0, 12)
              .mapToObj(number -> RecordedGitHub.run("checks", commit(number), "7", 50 + number))
              .toList();
      runs.forEach(PlausibleRun::finish);
      for (PlausibleRun run : runs) {
        one.publish(run.events());
      }
      runs.forEach(run -> untilTold(two, run.id()));

      // Ids made within a millisecond have no order of time, but one.
      PlausibleRun newest = Collections.max(runs, Comparator.comparing(run -> run.id().toString()));
      assertThat(github.comments()).isEqualTo(1);
      assertThat(github.lastComment()).contains((50 + runs.indexOf(newest)) + " tests");
      for (PlausibleRun run : runs) {
        List<String> surfaces = places(one, run.id()).findValuesAsText("surface");
        assertThat(surfaces.contains("pr_comment")).isEqualTo(run == newest);
      }
    }
  }

  @Test
  void twoHundredRunsKeepTheLimitAndTheNewestWins() {
    var settings =
        github.settings(
            RecordedGitHub.rules(SOON), Map.of("max_retries", "0", "requests_per_second", "10"));
    List<PlausibleRun> runs =
        IntStream.range(0, 200)
            .mapToObj(number -> RecordedGitHub.run("checks", commit(number), null, 50))
            .toList();
    try (RunningReporter reporter = reporter(settings)) {
      for (PlausibleRun run : runs) {
        reporter.publish(run.events());
      }
      for (PlausibleRun run : runs) {
        int sent = run.events().size();
        run.finish();
        List<RunEvent> end = run.events().subList(sent, run.events().size());
        reporter.publish(end);
      }
      runs.forEach(run -> untilTold(reporter, run.id()));
    }
    assertThat(github.mostWithinASecond()).isLessThanOrEqualTo(10);
    int said = 0;
    for (int number = 0; number < 200; number++) {
      List<String> states = github.statuses(commit(number));
      assertThat(states).endsWith("failure").containsOnlyOnce("failure");
      said += states.size();
    }
    // Most had ended before their turn came: that they went on was never said.
    assertThat(said).isLessThan(500);
    assertThat(github.checks()).hasSize(200);
  }

  @Test
  void aLimitIsWaitedFor() {
    github
        .api()
        .fault(
            1, Answer.json(429, JsonObject.of("message", "too many")).header("Retry-After", "30"));
    var settings = github.settings(RecordedGitHub.rules(SOON), Map.of());
    try (RunningReporter reporter = reporter(settings)) {
      PlausibleRun run = RecordedGitHub.run("checks", commit(1), "7", 5);
      run.finish();
      reporter.publish(run.events());
      untilTold(reporter, run.id());
    }
    var seen = github.api().seen();
    var first = seen.getFirst().at();
    // What was on its way already could not know.
    long after =
        seen.stream()
            .filter(each -> each.at().isAfter(first.plusSeconds(5)))
            .mapToLong(each -> Duration.between(first, each.at()).toSeconds())
            .min()
            .orElse(0);
    assertThat(after).isGreaterThanOrEqualTo(29);
    assertThat(github.statuses(commit(1))).contains("success");
  }

  @Test
  void whoIsNotSetUpIsSaidToBeOnce() {
    try (RunningReporter reporter = reporter()) {
      CiContext elsewhere =
          new CiContext("gitlab", "acme/shop", null, commit(1), "feature", "7", null);
      PlausibleRun run = PlausibleRun.unfinished("checks", elsewhere, 1, 5, PlausibleRun.START);
      run.finish();
      reporter.publish(run.events());
      // What is known of the run a moment later is tried once as well.
      until(
          "refused at once",
          () ->
              all(reporter, run.id(), "refused")
                  && places(reporter, run.id()).findValuesAsText("tries").stream()
                      .allMatch("1"::equals));

      assertThat(places(reporter, run.id()).findValuesAsText("error"))
          .allMatch(error -> error.contains("not set up here; set providers.gitlab."));
    }
  }

  @Test
  void aRunOfNobodySaysWhyItIsToldNowhere() {
    try (RunningReporter reporter = reporter()) {
      CiContext local = new CiContext(null, null, null, null, "main", null, null);
      PlausibleRun run = PlausibleRun.unfinished("checks", local, 1, 5, PlausibleRun.START);
      run.finish();
      reporter.publish(run.events());
      assertThat(reporter.get("/api/v1/runs/" + run.id() + "/report").statusCode()).isEqualTo(200);

      assertThat(reporter.get("/api/v1/runs/" + run.id() + "/reporting").body())
          .contains("the run names no provider and no repository and no commit");
      assertThat(reporter.get("/api/v1/runs/" + UUID.randomUUID() + "/reporting").statusCode())
          .isEqualTo(404);
      assertThat(calls()).isZero();
    }
  }

  @Test
  void whatWasBrokenOnTheBaseBranchIsNotNew() {
    try (RunningReporter reporter = reporter()) {
      CiContext main =
          new CiContext("github", GitHubRecord.REPOSITORY, null, commit(1), "main", null, null);
      PlausibleRun before = PlausibleRun.unfinished("checks", main, 1, 60, PlausibleRun.START);
      before.finish();
      reporter.publish(before.events());
      untilTold(reporter, before.id());
      PlausibleRun run = RecordedGitHub.run("checks", commit(2), "7", 110);
      run.finish();
      reporter.publish(run.events());
      untilTold(reporter, run.id());

      assertThat(github.lastComment())
          .contains("1 new failure", "### Broken before, on `main` (1)")
          .containsSubsequence("### New here (1)", "case-00099", "### Broken", "case-00049");
    }
  }
}
