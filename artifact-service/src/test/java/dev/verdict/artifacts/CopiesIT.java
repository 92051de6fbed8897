package dev.verdict.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.contract.message.RunArtifacts;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a CI system holds of a failed run outlives what the CI system keeps. */
class CopiesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension static final Postgres POSTGRES = Backing.postgres();
  @RegisterExtension static final Kafka KAFKA = Backing.kafka();
  @TempDir Path directory;
  private RecordedApi api;
  private GitHubRuns github;
  private PostgresAccess database;
  private ServiceUnderTest service;

  @BeforeEach
  void start() {
    api = ServiceUnderTest.await(RecordedApi.start(Vertx.vertx(), Clock.systemUTC()));
    github = new GitHubRuns(api);
    database = POSTGRES.freshDatabase();
    service = open(Map.of());
  }

  private ServiceUnderTest open(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(github.settings());
    settings.putAll(more);
    return new ServiceUnderTest(database, KAFKA.bootstrapServers(), directory, settings);
  }

  @AfterEach
  void stop() {
    service.close();
    ServiceUnderTest.await(api.close());
  }

  private UUID run(String ciRun, Verdict verdict) {
    UUID run = Ids.next();
    CiContext ci = new CiContext("github", GitHubRuns.REPOSITORY, ciRun, null, null, null, null);
    EventData queued =
        new EventData.RunQueued("suite", null, null, ci, Map.of(), 1, 1, Instant.now());
    EventData finished =
        new EventData.RunFinished(
            TaskStatus.COMPLETED,
            verdict,
            "as the test wants it",
            Counts.of(Map.of(verdict, 1), 0),
            new Completeness(1, 1, List.of()),
            null,
            Instant.now(),
            1);
    ServiceUnderTest.await(
        service
            .wiring()
            .hear()
            .hear(
                List.of(
                    event(run, 1, EventType.RUN_QUEUED, queued),
                    event(run, 2, EventType.RUN_FINISHED, finished))));
    return run;
  }

  private static RunEvent event(UUID run, long sequence, EventType type, EventData data) {
    return new RunEvent(run, sequence, type, run.toString(), Instant.now(), data);
  }

  private RowSet<Row> ask(String sql, Object... parameters) {
    return ServiceUnderTest.await(
        service.database.pool().preparedQuery(sql).execute(Tuple.from(parameters)));
  }

  /** A pass that the service begins by itself may be quicker than ours. */
  private void passUntil(long count, String condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long found = -1;
    while (found != count && System.nanoTime() < end) {
      for (var begun : ServiceUnderTest.await(service.wiring().copying().pass())) {
        ServiceUnderTest.await(begun);
      }
      String sql = "select count(*) as n from copies where " + condition;
      found = ask(sql).iterator().next().getLong("n");
    }
    assertThat(found).as("copies where " + condition).isEqualTo(count);
  }

  private JsonNode details(UUID run, String name) {
    HttpResponse<String> answer =
        service.send(
            service
                .request(
                    service.read,
                    "/api/v1/artifacts/urls?detail=true",
                    "Content-Type",
                    "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"run_id\":\"" + run + "\",\"names\":[\"" + name + "\"]}")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.tree(Bytes.of(answer.body())).path(name);
  }

  private String permalink(UUID run, String name) {
    String url = details(run, name).path("permalink").asText();
    return url.substring(url.indexOf("/a/"));
  }

  private void laterBy(Duration time) {
    service.clock.advance(time);
  }

  @Test
  void aFileOfAFailedRunIsServedAfterTheCiSystemHasThrownItAway() {
    github.run("601", 2);
    UUID failed = run("601", Verdict.FAILED);
    github.run("602", 1);
    UUID passed = run("602", Verdict.PASSED);
    String kept = permalink(failed, "file-1");
    String lost = permalink(passed, "file-0");

    laterBy(Duration.ofMinutes(3));
    passUntil(2, "ended_at is null");
    // What a job brings after the run has ended is found too.
    github.add("601", 601_900, "late");
    laterBy(Duration.ofHours(1).plusMinutes(1));
    passUntil(3, "ended_at is null");
    laterBy(Duration.ofDays(87));
    passUntil(3, "ended_at is null");
    assertThat(api.seen().stream().map(seen -> seen.rawPath()))
        .noneMatch(path -> path.endsWith("/zip"));

    laterBy(Duration.ofDays(1).plusHours(1));
    passUntil(3, "outcome = 'copied'");
    RunArtifacts told =
        ServiceUnderTest.await(service.wiring().useCases().links().gather().of(failed, 3));
    assertThat(told.links())
        .extracting(RunArtifacts.Link::name)
        .containsExactlyInAnyOrder("file-0", "file-1", "late");
    github.expire("601", "file-1");
    github.expire("602", "file-0");
    laterBy(Duration.ofDays(2));

    HttpResponse<String> there = service.get(service.read, kept);
    assertThat(there.statusCode()).as(there.body()).isEqualTo(302);
    String content = there.headers().firstValue("Location").orElseThrow();
    assertThat(service.get(service.read, content).body()).isEqualTo("zip 601001");
    assertThat(service.get(service.read, lost).statusCode()).isEqualTo(410);
    JsonNode found = details(failed, "file-1");
    assertThat(found.path("source").asText()).isEqualTo("store");
    assertThat(found.path("explanation").asText()).contains("has it no more");

    JsonNode listed =
        Json.tree(
            Bytes.of(
                service
                    .get(
                        service.read,
                        "/api/v1/artifacts?label=copy&name=file-1&metadata=copied_from%3Dgithub")
                    .body()));
    assertThat(listed.path("items")).hasSize(1);
    assertThat(listed.at("/items/0/run_id").asText()).isEqualTo(failed.toString());
    assertThat(listed.at("/items/0/metadata/ci_run").asText()).isEqualTo("601");
    assertThat(service.get("", "/metrics").body())
        .contains("distributed_testing_artifact_copies_total{outcome=\"copied\"} 3.0")
        .contains("distributed_testing_artifact_copies_waiting 0.0");
    assertThat(api.violations()).isEmpty();
  }

  @Test
  void whatWaitsSurvivesARestartAndATryThatFailed() {
    github.run("603", 1);
    UUID run = run("603", Verdict.LOST);
    laterBy(Duration.ofMinutes(3));
    passUntil(1, "ended_at is null");
    service.close();

    service = open(Map.of());
    laterBy(Duration.ofDays(88).plusHours(1));
    api.fault(seen -> seen.rawPath().endsWith("/zip") ? Answer.json(503, new JsonObject()) : null);
    passUntil(1, "why is not null");
    Row waits = ask("select tries, why from copies").iterator().next();
    assertThat(waits.getInteger("tries")).isEqualTo(1);
    assertThat(waits.getString("why")).contains("github", "503");
    api.noMoreFaults();
    laterBy(Duration.ofMinutes(2));

    passUntil(1, "outcome = 'copied'");
    assertThat(service.get("", "/metrics").body())
        .contains("distributed_testing_artifact_copies_total{outcome=\"retried\"} 1.0");
    github.expire("603", "file-0");
    laterBy(Duration.ofMinutes(16));
    assertThat(details(run, "file-0").path("source").asText()).isEqualTo("store");
  }

  @Test
  void whatIsTooLargeTooLateOrGoneEndsAsWhatItIs() {
    service.close();
    service = open(Map.of("artifacts.copies.max_size", "1001"));
    // 1000, 1001 and 1002 bytes, as GitHub tells it.
    github.run("604", 3);
    run("604", Verdict.FAILED);
    laterBy(Duration.ofMinutes(3));
    passUntil(1, "outcome = 'refused'");
    laterBy(Duration.ofDays(88).plusHours(1));
    api.fault(
        seen ->
            seen.rawPath().endsWith("/604000/zip")
                ? Answer.json(410, new JsonObject())
                : seen.rawPath().endsWith("/zip") ? Answer.json(503, new JsonObject()) : null);
    passUntil(1, "outcome = 'gone'");
    passUntil(1, "ended_at is null and why is not null");
    laterBy(Duration.ofDays(2));

    passUntil(1, "outcome = 'missed'");
  }

  @Test
  void whatIsPurgedIsNotFetchedAgainAndWhoIsOffFetchesNothing() {
    github.run("605", 1);
    UUID run = run("605", Verdict.FAILED);
    laterBy(Duration.ofMinutes(3));
    passUntil(1, "ended_at is null");
    service.send(service.request(service.admin, "/api/v1/artifacts?run_id=" + run).DELETE());
    passUntil(1, "outcome = 'refused'");
    service.close();

    service = open(Map.of("artifacts.copies.enabled", "false"));
    github.run("606", 1);
    UUID other = run("606", Verdict.FAILED);
    assertThat(ask("select 1 from failed_runs where run_id = $1", other)).isEmpty();
  }
}
