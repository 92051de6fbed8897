package dev.verdict.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Requirements;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.RunArtifacts;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import dev.verdict.testkit.events.EventRecord;
import dev.verdict.testkit.events.EventSchemas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What really lies on the topic after runs that went in every way there is. */
class EventContractIT {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private static RunningCoordinator coordinator;

  /** The topic is shared with other tests: these are the runs and workers of this one. */
  private final Set<String> ours = new TreeSet<>();

  @BeforeAll
  static void start() {
    coordinator =
        new RunningCoordinator(
            postgres.freshDatabase(),
            kafka.bootstrapServers(),
            Duration.ofSeconds(6),
            Duration.ofMinutes(5),
            Duration.ofSeconds(1));
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  @Test
  void whatIsSentKeepsToItsSchemasAndItsSequencesHaveNoGaps() {
    UUID lost = lostWithItsWorker();
    UUID reopened = failedAndOpenedAgain();
    UUID cancelled = cancelled();
    List<EventRecord> all;
    try (EventTopic topic = new EventTopic(kafka.bootstrapServers())) {
      List<EventRecord> finished =
          topic.until(4, record -> isFinish(record) && ours.contains(record.key()));
      tellOfFiles(cancelled, finished);
      topic.until(1, record -> isOurs(record, "verdict-artifacts.resolved"));
      all =
          topic.until(2, record -> isOurs(record, "verdict-worker.gone")).stream()
              .filter(record -> ours.contains(record.key()))
              .toList();
    }

    EventSchemas schemas = new EventSchemas();
    all.forEach(record -> assertThat(schemas.problems(record)).as(record.text()).isEmpty());
    Map<String, List<EventRecord>> byRun =
        all.stream()
            .filter(record -> record.header("ce_sequence").isPresent())
            .collect(Collectors.groupingBy(EventRecord::key));
    byRun.forEach((run, records) -> assertNoGaps(records));
    assertThat(byRun.keySet())
        .containsExactlyInAnyOrder(lost.toString(), reopened.toString(), cancelled.toString());
    of(byRun, reopened)
        .forEach(record -> assertThat(record.header("ce_traceparent")).contains(TRACE));
    assertThat(traces(of(byRun, cancelled))).hasSize(1).doesNotContain(TRACE);
    assertThat(of(byRun, cancelled))
        .allMatch(record -> record.header("ce_dataschema").orElseThrow().contains("/schemas/"));
    assertEveryTypeWasSent(all);
    assertSchemasAreServed(all);
  }

  /** As the artifact service does after the end of a run. */
  private static void tellOfFiles(UUID run, List<EventRecord> events) {
    String finish =
        events.stream()
            .filter(record -> isFinish(record) && record.key().equals(run.toString()))
            .map(record -> record.header("ce_sequence").orElseThrow())
            .reduce((before, after) -> after)
            .orElseThrow();
    var link =
        new RunArtifacts.Link(
            UUID.randomUUID(),
            "junit.xml",
            "out/junit.xml",
            RunArtifacts.STORE,
            "/a/1",
            null,
            "report",
            7L,
            null,
            null,
            0,
            null);
    var found =
        new RunArtifacts(
            run,
            Long.parseLong(finish),
            Instant.now(),
            true,
            List.of(link),
            List.of(new RunArtifacts.Source(RunArtifacts.STORE, null, 1, null)));
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.ARTIFACTS, run.toString(), Json.bytes(found)));
    }
  }

  private static List<EventRecord> of(Map<String, List<EventRecord>> byRun, UUID run) {
    return byRun.getOrDefault(run.toString(), List.of());
  }

  private static void assertNoGaps(List<EventRecord> records) {
    assertThat(records.stream().map(record -> record.header("ce_sequence").orElseThrow()))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, records.size()).mapToObj(Long::toString).toList());
  }

  private static Set<String> traces(List<EventRecord> records) {
    return records.stream()
        .map(record -> record.header("ce_traceparent").orElse("none"))
        .collect(Collectors.toSet());
  }

  /** A type that nobody ever sends would be a promise and no more. */
  private static void assertEveryTypeWasSent(List<EventRecord> all) {
    Set<String> types = new TreeSet<>(Set.of());
    all.forEach(record -> types.add(record.type()));
    for (EventType type : EventType.values()) {
      assertThat(types).contains(type.type());
    }
    assertThat(types)
        .anyMatch(type -> type.contains("verdict-worker.registered"))
        .anyMatch(type -> type.contains("verdict-worker.draining"))
        .anyMatch(type -> type.contains("verdict-worker.lost"))
        .anyMatch(type -> type.contains("verdict-worker.gone"));
  }

  private static void assertSchemasAreServed(List<EventRecord> all) {
    Set<String> urls = new TreeSet<>();
    all.forEach(record -> urls.add(record.header("ce_dataschema").orElseThrow()));
    for (String url : urls) {
      String path = url.substring("https://verdict.example.com".length());
      var reply = coordinator.send("GET", path, null, null);
      assertThat(reply.status()).as(url).isEqualTo(200);
      assertThat(reply.body()).contains("https://json-schema.org/draft/2020-12/schema");
    }
    assertThat(coordinator.send("GET", "/asyncapi.yaml", null, null).body())
        .startsWith("asyncapi: 3.0.0");
    for (String none : List.of("no.such.json", "..%2F..%2Fasyncapi.yaml", "x")) {
      assertThat(coordinator.send("GET", "/schemas/events/" + none, null, null).status())
          .as(none)
          .isEqualTo(404);
    }
  }

  private boolean isOurs(EventRecord record, String type) {
    return ours.contains(record.key()) && record.type().contains(type);
  }

  private static boolean isFinish(EventRecord record) {
    return record.type().contains("testsuiterun.finished");
  }

  /** Nothing is heard of its worker any more; a second one does what it held. */
  private UUID lostWithItsWorker() {
    UUID run = submit("lost", Map.of(), "a1");
    try (FakeWorker silent = worker("lost", "silent")) {
      silent.started(silent.assignments(1).get(0).attempt());
      try (EventTopic topic = new EventTopic(kafka.bootstrapServers())) {
        topic.until(1, record -> isOurs(record, "verdict-worker.lost"));
      }
    }
    try (FakeWorker other = worker("lost", "other")) {
      AttemptRef second = other.assignments(1).get(0).attempt();
      assertThat(second.attempt()).isEqualTo(2);
      other.started(second);
      other.tests(second, 0, FakeWorker.outcome("a1", Verdict.SKIPPED));
      other.exited(second, 0, 1, 1);
      coordinator.untilFinished(run);
      leave(other);
    }
    return run;
  }

  private UUID failedAndOpenedAgain() {
    try (FakeWorker worker = worker("failed", "failing")) {
      UUID run = submit("failed", Map.of("traceparent", TRACE), "b1", "b2");
      for (Verdict verdict : List.of(Verdict.FAILED, Verdict.PASSED)) {
        AttemptRef attempt = worker.assignments(1).get(0).attempt();
        worker.started(attempt);
        worker.tests(
            attempt,
            0,
            FakeWorker.outcome("b1", verdict),
            FakeWorker.outcome("b2", Verdict.PASSED));
        worker.tell(ended(worker, attempt, verdict.isGood() ? 0 : 1));
        coordinator.untilFinished(run);
        if (verdict == Verdict.FAILED) {
          worker.heartbeat();
          coordinator.post("/api/v1/runs/" + run + "/rerun", Map.of("only", "failed"));
        }
      }
      worker.heartbeat();
      String path = "/api/v1/workers/" + worker.enrolled.id();
      assertThat(coordinator.send("POST", path + "/drain", null, coordinator.key).status())
          .isEqualTo(202);
      leave(worker);
      return run;
    }
  }

  private static AttemptNews ended(FakeWorker worker, AttemptRef attempt, int exitCode) {
    Instant now = Instant.now();
    return new AttemptNews.Finished(
        attempt,
        worker.enrolled.id(),
        AttemptNews.End.EXITED,
        exitCode,
        null,
        null,
        1,
        new AttemptNews.Report(1, 2, true, List.of()),
        List.of(
            new AttemptNews.Artifact(
                "0199", "junit.xml", "out/junit.xml", 17, "report", "0a".repeat(32), null)),
        Map.of("execution_time", 0.5),
        now,
        now);
  }

  private UUID cancelled() {
    UUID run = submit("nobody", Map.of("traceparent", "not a trace"), "c1");
    coordinator.post("/api/v1/runs/" + run + "/cancel", Map.of("reason", "not wanted"));
    coordinator.untilFinished(run);
    return run;
  }

  private static void leave(FakeWorker worker) {
    var reply =
        coordinator.send(
            "DELETE", "/api/v1/workers/" + worker.enrolled.id(), null, coordinator.key);
    assertThat(reply.status()).as(reply.body()).isEqualTo(204);
  }

  private FakeWorker worker(String label, String name) {
    var worker =
        new FakeWorker(
            coordinator, name, 1, new Requirements(4, 4096, 0, List.of(), Map.of("for", label)));
    ours.add(worker.enrolled.id().toString());
    worker.heartbeat();
    return worker;
  }

  private UUID submit(String label, Map<String, String> headers, String... tests) {
    var task =
        Map.of(
            "name", "a.py",
            "config", Map.of("test_file", "a.py"),
            "tests", List.of(tests).stream().map(id -> Map.of("id", id, "name", id)).toList(),
            "retry", Map.of("failures", 0, "lost", 2),
            "requirements", Map.of("labels", Map.of("for", label)));
    var reply =
        coordinator.send(
            "POST",
            "/api/v1/runs",
            Json.text(Map.of("tasks", List.of(task))),
            coordinator.key,
            headers);
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    JsonNode run = Json.tree(reply.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    ours.add(run.get("id").asText());
    return UUID.fromString(run.get("id").asText());
  }
}
