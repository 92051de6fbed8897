package dev.verdict.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Requirements;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.RunArtifacts;
import dev.verdict.runtime.kafka.KafkaClients;
import dev.verdict.runtime.kafka.Message;
import dev.verdict.runtime.kafka.Publisher;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the artifact service tells of a finished run becomes one event of the run. */
class ArtifactsOfRunsIT {
  private static final String RESOLVED = "dev.cdeventsx.verdict-artifacts.resolved.0.1.0";
  private static final String FINISHED = "dev.cdevents.testsuiterun.finished.0.3.0";

  @RegisterExtension static final Postgres POSTGRES = Backing.postgres();
  @RegisterExtension static final Kafka KAFKA = Backing.kafka();

  private static RunningCoordinator coordinator;
  private static Publisher publisher;

  @BeforeAll
  static void start() {
    coordinator = new RunningCoordinator(POSTGRES.freshDatabase(), KAFKA.bootstrapServers());
    publisher =
        RunningCoordinator.await(
            new KafkaClients(coordinator.vertx, coordinator.kafka).publisher());
  }

  @AfterAll
  static void stop() {
    RunningCoordinator.await(publisher.close());
    coordinator.close();
  }

  /** An event of the stream, and its number. */
  private record Told(long sequence, String type, JsonNode data) {}

  private static List<Told> events(UUID run) {
    String stream =
        coordinator.send("GET", "/api/v1/runs/" + run + "/events", null, coordinator.key).body();
    List<Told> told = new ArrayList<>();
    for (String block : stream.split("\n\n", -1)) {
      String[] lines = block.split("\n", -1);
      if (lines.length == 3) {
        JsonNode body = Json.tree(lines[2].substring(6).getBytes(StandardCharsets.UTF_8));
        told.add(
            new Told(
                Long.parseLong(lines[0].substring(4)),
                lines[1].substring(7),
                body.path("customData")));
      }
    }
    return told;
  }

  /** The stream ends after the event only when it is there; it is asked again until then. */
  private static List<Told> untilTold(UUID run, long finish) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (System.nanoTime() < end) {
      List<Told> told = events(run);
      if (told.stream().anyMatch(each -> isOf(each, finish))) {
        return told;
      }
    }
    throw new AssertionError("no event tells where the files of run " + run + " are");
  }

  private static boolean isOf(Told told, long finish) {
    return told.type().equals(RESOLVED) && told.data().path("finish").asLong() == finish;
  }

  private static void tell(UUID run, long finish) {
    UUID id = UUID.randomUUID();
    RunArtifacts.Link link =
        new RunArtifacts.Link(
            id, "a.log", "a.log", "store", "/a/" + id, null, "log", 3L, null, null, 0, null);
    RunArtifacts found =
        new RunArtifacts(
            run,
            finish,
            Instant.now(),
            true,
            List.of(link),
            List.of(new RunArtifacts.Source("store", null, 1, null)));
    send(run.toString(), Json.bytes(found));
  }

  private static void send(String key, byte[] value) {
    RunningCoordinator.await(publisher.send(new Message(Topics.ARTIFACTS, key, Map.of(), value)));
  }

  private static void work(FakeWorker worker) {
    AttemptRef attempt = worker.assignments(1).getFirst().attempt();
    worker.started(attempt);
    worker.tests(attempt, 0, FakeWorker.outcome("a1", Verdict.PASSED));
    worker.exited(attempt, 0, 1, 1);
    coordinator.untilFinished(attempt.runId());
  }

  private static long lastFinish(UUID run) {
    return events(run).stream()
        .filter(told -> told.type().equals(FINISHED))
        .mapToLong(Told::sequence)
        .max()
        .orElseThrow();
  }

  @Test
  void oneEventForEachEndOfARunHoweverOftenItIsTold() {
    Requirements here = new Requirements(4, 4096, 0, List.of(), Map.of("for", "links"));
    try (FakeWorker worker = new FakeWorker(coordinator, "links", 1, here)) {
      worker.heartbeat();
      UUID run =
          UUID.fromString(
              coordinator
                  .post(
                      "/api/v1/runs",
                      Map.of(
                          "name",
                          "a run",
                          "tasks",
                          List.of(
                              Map.of(
                                  "name", "a.py",
                                  "config", Map.of("test_file", "a.py"),
                                  "requirements", Map.of("labels", Map.of("for", "links")),
                                  "tests", List.of(Map.of("id", "a1", "name", "a1"))))))
                  .get("id")
                  .asText());
      work(worker);
      long first = lastFinish(run);

      // Poison, runs that nobody knows and ends that never were do not stop what comes after.
      send(run.toString(), "no json".getBytes(StandardCharsets.UTF_8));
      tell(UUID.randomUUID(), 3);
      tell(run, first + 1_000);
      tell(run, first);
      tell(run, first);
      untilTold(run, first);

      coordinator.post("/api/v1/runs/" + run + "/rerun", Map.of("only", "all"));
      work(worker);
      long second = lastFinish(run);
      tell(run, first);
      tell(run, second);
      List<Told> told = untilTold(run, second);

      assertThat(told.stream().filter(each -> each.type().equals(RESOLVED)))
          .extracting(each -> each.data().path("finish").asLong())
          .containsExactly(first, second);
      assertThat(told.getLast().type()).isEqualTo(RESOLVED);
      assertThat(told.getLast().data().at("/links/0/name").asText()).isEqualTo("a.log");
      assertThat(told)
          .extracting(Told::sequence)
          .containsExactlyElementsOf(
              java.util.stream.LongStream.rangeClosed(1, told.size()).boxed().toList());
    }
  }
}
