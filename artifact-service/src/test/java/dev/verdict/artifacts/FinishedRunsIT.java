package dev.verdict.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Topics;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.contract.message.RunArtifacts;
import dev.verdict.contract.message.RunArtifacts.Link;
import dev.verdict.contract.message.RunArtifacts.Source;
import dev.verdict.runtime.kafka.KafkaClients;
import dev.verdict.runtime.kafka.OurTopics;
import dev.verdict.runtime.settings.KafkaSettings;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From the news that a run has finished to the one message that says where its files are. */
class FinishedRunsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension static final Postgres POSTGRES = Backing.postgres();
  @RegisterExtension static final Kafka KAFKA = Backing.kafka();
  @TempDir static Path directory;
  private static ServiceUnderTest service;
  private static RecordedApi api;
  private static GitHubRuns github;
  private static KafkaConsumer<String, byte[]> topic;

  private final List<RunArtifacts> heard = new ArrayList<>();

  @BeforeAll
  static void start() {
    Vertx vertx = Vertx.vertx();
    KafkaClients kafka = new KafkaClients(vertx, KafkaSettings.of(KAFKA.bootstrapServers()));
    ServiceUnderTest.await(kafka.topics().ensure(List.of(OurTopics.artifacts(3))));
    api = ServiceUnderTest.await(RecordedApi.start(vertx, Clock.systemUTC()));
    github = new GitHubRuns(api);
    Map<String, String> settings = new HashMap<>(github.settings());
    settings.put("artifacts.links.timeout", "1s");
    service =
        new ServiceUnderTest(POSTGRES.database(), KAFKA.bootstrapServers(), directory, settings);
    Properties config = new Properties();
    config.put("bootstrap.servers", KAFKA.bootstrapServers());
    config.put("auto.offset.reset", "earliest");
    topic = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        topic.partitionsFor(Topics.ARTIFACTS).stream()
            .map(each -> new TopicPartition(Topics.ARTIFACTS, each.partition()))
            .toList();
    topic.assign(partitions);
    topic.seekToEnd(partitions);
    partitions.forEach(topic::position);
  }

  @AfterAll
  static void stop() {
    topic.close();
    service.close();
    ServiceUnderTest.await(api.close());
  }

  private static void hear(UUID run, long sequence, EventType type, EventData data) {
    RunEvent event = new RunEvent(run, sequence, type, run.toString(), Instant.now(), data);
    ServiceUnderTest.await(service.wiring().hear().hear(List.of(event)));
  }

  private static UUID queued(@Nullable String ciRun) {
    UUID run = Ids.next();
    CiContext ci = new CiContext("github", GitHubRuns.REPOSITORY, ciRun, null, null, null, null);
    hear(
        run,
        1,
        EventType.RUN_QUEUED,
        new EventData.RunQueued("suite", null, null, ci, Map.of(), 1, 1, Instant.now()));
    return run;
  }

  private static void finished(UUID run, long sequence) {
    hear(
        run,
        sequence,
        EventType.RUN_FINISHED,
        new EventData.RunFinished(
            TaskStatus.COMPLETED,
            Verdict.PASSED,
            "all passed",
            Counts.of(Map.of(Verdict.PASSED, 1), 0),
            new Completeness(1, 1, List.of()),
            null,
            Instant.now(),
            1));
  }

  private static void upload(UUID run, String name) {
    assertThat(
            service
                .post(service.submit, "/api/v1/artifacts?run_id=" + run + "&name=" + name, "x")
                .statusCode())
        .isEqualTo(201);
  }

  private RunArtifacts told(UUID run, long finish) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      for (RunArtifacts each : heard) {
        if (each.runId().equals(run) && each.finish() == finish) {
          return each;
        }
      }
      topic
          .poll(Duration.ofMillis(100))
          .forEach(record -> heard.add(Json.read(record.value(), RunArtifacts.class)));
    }
    throw new AssertionError("nobody told where the files of run " + run + " are: " + heard);
  }

  @Test
  void tellsOfOurFilesAndOfThoseOfTheCiSystemOnceForEachEnd() {
    github.run("501", 2);
    UUID run = queued("501");
    upload(run, "own.txt");
    finished(run, 7);
    finished(run, 7);

    RunArtifacts first = told(run, 7);
    assertThat(first.complete()).isTrue();
    assertThat(first.links()).extracting(Link::name).containsExactly("own.txt", "file-0", "file-1");
    assertThat(first.links()).extracting(Link::source).containsExactly("store", "github", "github");
    assertThat(first.links()).allMatch(link -> link.permalink().equals("/a/" + link.id()));
    assertThat(first.sources())
        .containsExactly(new Source("store", null, 1, null), new Source("github", "501", 2, null));
    for (Link link : first.links()) {
      assertThat(service.get(service.read, link.permalink()).statusCode()).isEqualTo(302);
    }

    upload(run, "later.txt");
    finished(run, 7);
    finished(run, 12);
    assertThat(told(run, 12).links()).hasSize(4);
    assertThat(heard.stream().filter(each -> each.runId().equals(run))).hasSize(2);

    var listed = service.get(service.read, "/api/v1/runs/" + run + "/artifacts").body();
    var page = Json.tree(Bytes.of(listed));
    assertThat(page.path("items").findValuesAsText("name")).containsExactly("later.txt", "own.txt");
    assertThat(page.path("elsewhere").findValuesAsText("name")).containsExactly("file-0", "file-1");
    assertThat(page.at("/elsewhere/0/url").asText()).isEqualTo(first.links().get(1).permalink());
  }

  @Test
  void whoDoesNotAnswerIsToldOfAsSuch() {
    UUID broken = queued("502");
    upload(broken, "own.txt");
    api.fault(
        seen ->
            seen.rawPath().contains("/runs/502/")
                ? Answer.json(500, new io.vertx.core.json.JsonObject())
                : null);
    UUID unset = Ids.next();
    hear(
        unset,
        1,
        EventType.RUN_QUEUED,
        new EventData.RunQueued(
            "suite",
            null,
            null,
            new CiContext("gitlab", "a/b", "1", null, null, null, null),
            Map.of(),
            1,
            1,
            Instant.now()));
    finished(broken, 3);
    finished(unset, 3);

    RunArtifacts found = told(broken, 3);
    assertThat(found.complete()).isFalse();
    assertThat(found.links()).extracting(Link::name).containsExactly("own.txt");
    assertThat(found.sources()).extracting(Source::problem).first().isNull();
    assertThat(found.sources().getLast().problem()).contains("github");
    assertThat(told(unset, 3).sources().getLast().problem()).contains("gitlab");
    api.noMoreFaults();
  }

  /** Whoever died before he noted that he had told is taken for one who had not. */
  @Test
  void whatWasTakenAndNotToldIsToldLater() {
    UUID run = queued(null);
    finished(run, 2);
    told(run, 2);
    ServiceUnderTest.await(
        service
            .database
            .pool()
            .query(
                "update finished_runs set told_at = null, due_at = now() - interval '1 hour'"
                    + " where run_id = '"
                    + run
                    + "'")
            .execute());
    heard.clear();
    service.wiring().telling().wake();

    assertThat(told(run, 2).links()).isEmpty();
  }
}
