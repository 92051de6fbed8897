package dev.verdict.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Requirements;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.runtime.metrics.Metrics;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * From a request to its one verdict, on real PostgreSQL and real Kafka, with a worker that tells
 * what the test says.
 */
class CoordinatorIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private static RunningCoordinator coordinator;

  @BeforeAll
  static void start() {
    coordinator = new RunningCoordinator(postgres.freshDatabase(), kafka.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  private static Map<String, Object> task(String name, String label, String... tests) {
    return Map.of(
        "name", name,
        "config", Map.of("test_file", name),
        "requirements", Map.of("labels", Map.of("for", label)),
        "tests", List.of(tests).stream().map(id -> Map.of("id", id, "name", id)).toList());
  }

  private static FakeWorker worker(String label, int slots) {
    var worker =
        new FakeWorker(
            coordinator,
            label,
            slots,
            new Requirements(4, 4096, 0, List.of(), Map.of("for", label)));
    worker.heartbeat();
    return worker;
  }

  private static UUID submit(Object... tasks) {
    return UUID.fromString(
        coordinator
            .post("/api/v1/runs", Map.of("name", "a run", "tasks", List.of(tasks)))
            .get("id")
            .asText());
  }

  @Test
  void everyPlannedTestEndsInExactlyOneVerdict() {
    try (FakeWorker worker = worker("green", 2)) {
      UUID run = submit(task("a.py", "green", "a1", "a2"), task("b.py", "green", "b1"));
      for (var assignment : worker.assignments(2)) {
        AttemptRef attempt = assignment.attempt();
        worker.started(attempt);
        List<String> tests = assignment.name().equals("a.py") ? List.of("a1", "a2") : List.of("b1");
        worker.tests(attempt, 0, FakeWorker.outcomes(tests, Verdict.PASSED));
        worker.exited(attempt, 0, 1, tests.size());
      }
      JsonNode finished = coordinator.untilFinished(run);
      assertThat(finished.get("verdict").asText()).isEqualTo("passed");
      assertThat(finished.at("/counts/passed").asInt()).isEqualTo(3);
      assertThat(finished.at("/completeness/planned").asInt()).isEqualTo(3);
      assertThat(finished.at("/completeness/accounted").asInt()).isEqualTo(3);
    }
  }

  @Test
  void aTestThatTheReportDoesNotMentionIsLost() {
    try (FakeWorker worker = worker("lost", 1)) {
      UUID run = submit(task("a.py", "lost", "a1", "a2"));
      AttemptRef attempt = worker.assignments(1).get(0).attempt();
      worker.started(attempt);
      worker.tests(attempt, 0, FakeWorker.outcome("a1", Verdict.PASSED));
      worker.exited(attempt, 0, 1, 1);
      JsonNode finished = coordinator.untilFinished(run);
      assertThat(finished.get("verdict").asText()).isEqualTo("lost");
      assertThat(finished.at("/completeness/missing/0").asText()).isEqualTo("a2");
      JsonNode lost = coordinator.get("/api/v1/runs/" + run + "/tests?verdict=lost").at("/items/0");
      assertThat(lost.get("id").asText()).isEqualTo("a2");
      assertThat(lost.get("lost_reason").asText()).isEqualTo("not_reported");
    }
  }

  @Test
  void newsOfAStaleAttemptOrWithAWrongTokenChangesNothing() {
    try (FakeWorker worker = worker("stale", 1);
        FakeWorker thief = worker("thief", 1)) {
      UUID run = submit(task("a.py", "stale", "a1"));
      AttemptRef attempt = worker.assignments(1).get(0).attempt();
      worker.started(attempt);
      double refused = news("refused");
      double stale = news("stale");
      for (int other : new int[] {attempt.attempt() - 1, attempt.attempt() + 1}) {
        AttemptRef wrong = new AttemptRef(attempt.runId(), attempt.taskId(), other);
        worker.tests(wrong, 0, FakeWorker.outcome("a1", Verdict.PASSED));
      }
      var lie =
          new AttemptNews.Tests(
              attempt, worker.enrolled.id(), 0, List.of(FakeWorker.outcome("a1", Verdict.PASSED)));
      thief.tell(lie);
      worker.tell(lie, "not a token");
      worker.tests(attempt, 0, FakeWorker.outcome("a1", Verdict.FAILED));
      worker.exited(attempt, 1, 1, 1);
      assertThat(coordinator.untilFinished(run).get("verdict").asText()).isEqualTo("failed");
      assertThat(news("refused") - refused).isEqualTo(2);
      assertThat(news("stale") - stale).isEqualTo(2);
    }
  }

  /** So many records of workers had this outcome. */
  private static double news(String outcome) {
    return Metrics.of(coordinator.vertx)
        .registry()
        .counter("distributed_testing_attempt_news", "outcome", outcome)
        .count();
  }

  /** Were it told to enrol again, the two would replace each other for ever. */
  @Test
  void aWorkerWhoseNameAnotherTookIsToldSo() {
    try (FakeWorker first = worker("name", 1);
        FakeWorker second = worker("name", 1)) {
      assertThat(second.heartbeat().stop()).isEmpty();
      assertThat(first.heartbeatStatus()).isEqualTo(409);
    }
  }

  @Test
  void theSameNewsTwiceCountsOnce() {
    try (FakeWorker worker = worker("twice", 1)) {
      UUID run = submit(task("a.py", "twice", "a1"));
      AttemptRef attempt = worker.assignments(1).get(0).attempt();
      worker.started(attempt);
      worker.started(attempt);
      worker.tests(attempt, 0, FakeWorker.outcome("a1", Verdict.PASSED));
      worker.tests(attempt, 0, FakeWorker.outcome("a1", Verdict.PASSED));
      worker.exited(attempt, 0, 1, 1);
      worker.exited(attempt, 0, 1, 1);
      JsonNode finished = coordinator.untilFinished(run);
      assertThat(finished.get("verdict").asText()).isEqualTo("passed");
      assertThat(finished.at("/counts/total").asInt()).isEqualTo(1);
      // queued: run, task, test; started: run, task, test; finished: test, task, run
      assertThat(finished.get("sequence").asInt()).isEqualTo(9);
    }
  }

  /** News that lie together go together; what cannot be taken must not take the others with it. */
  @Test
  void newsThatTheDatabaseCannotHoldIsPutAsideAlone() {
    try (FakeWorker worker = worker("poison", 2)) {
      UUID run = submit(task("a.py", "poison", "a1"), task("b.py", "poison", "b1"));
      var assignments = worker.assignments(2);
      AttemptRef bad = assignments.get(0).attempt();
      AttemptRef good = assignments.get(1).attempt();
      String goodTest = assignments.get(1).name().equals("a.py") ? "a1" : "b1";
      worker.tests(bad, 0, FakeWorker.outcome(tooLongForAnIndex(), Verdict.PASSED));
      worker.tests(good, 0, FakeWorker.outcome(goodTest, Verdict.PASSED));
      worker.exited(good, 0, 1, 1);
      worker.exited(bad, 0, 1, 1);
      JsonNode finished = coordinator.untilFinished(run);
      assertThat(finished.get("verdict").asText()).isEqualTo("lost");
      assertThat(finished.at("/counts/passed").asInt()).isEqualTo(1);
      assertThat(finished.at("/counts/lost").asInt()).isEqualTo(1);
    }
  }

  /** Random, so that it cannot be compressed to something that fits. */
  private static String tooLongForAnIndex() {
    var random = new java.util.Random(7);
    return random
        .ints(20_000, 'a', 'z')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void cancelReachesTheWorkerAndTheRunIsCancelled() {
    try (FakeWorker worker = worker("cancel", 1)) {
      UUID run = submit(task("a.py", "cancel", "a1"), task("b.py", "cancel", "b1"));
      AttemptRef attempt = worker.assignments(1).get(0).attempt();
      worker.started(attempt);
      coordinator.post("/api/v1/runs/" + run + "/cancel", Map.of("reason", "not wanted"));
      assertThat(worker.cancellation().attempt()).isEqualTo(attempt);
      worker.finished(
          attempt, AttemptNews.End.CANCELLED, null, 0, AttemptNews.Report.NONE_EXPECTED);
      JsonNode finished = coordinator.untilFinished(run);
      assertThat(finished.get("verdict").asText()).isEqualTo("cancelled");
      assertThat(finished.at("/counts/cancelled").asInt()).isEqualTo(2);
    }
  }

  @Test
  void aTaskThatNoWorkerCanRunSaysSoAtOnce() {
    try (FakeWorker worker = worker("other", 1)) {
      UUID run =
          submit(
              Map.of(
                  "name",
                  "gpu.py",
                  "config",
                  Map.of("test_file", "gpu.py"),
                  "hardware",
                  "quantum"));
      JsonNode waiting = coordinator.get("/api/v1/runs/" + run).get("waiting");
      assertThat(waiting.size()).isEqualTo(1);
      assertThat(waiting.elements().next().asText())
          .contains("no registered worker can ever run it", "quantum");
      assertThat(worker.heartbeat().missed()).isEmpty();
      coordinator.post("/api/v1/runs/" + run + "/cancel", Map.of());
    }
  }

  @Test
  void aRunIsRunAgainIntoItself() {
    try (FakeWorker worker = worker("again", 1)) {
      UUID run = submit(task("a.py", "again", "a1"), task("b.py", "again", "b1"));
      for (Verdict verdict : List.of(Verdict.PASSED, Verdict.FAILED)) {
        var assignment = worker.assignments(1).get(0);
        worker.started(assignment.attempt());
        worker.tests(
            assignment.attempt(),
            0,
            FakeWorker.outcome(assignment.name().equals("a.py") ? "a1" : "b1", verdict));
        worker.exited(assignment.attempt(), verdict.isGood() ? 0 : 1, 1, 1);
      }
      assertThat(coordinator.untilFinished(run).get("verdict").asText()).isEqualTo("failed");
      coordinator.post("/api/v1/runs/" + run + "/rerun", Map.of("only", "failed"));
      var assignment = worker.assignments(1).get(0);
      assertThat(assignment.attempt().attempt()).isEqualTo(2);
      worker.started(assignment.attempt());
      worker.tests(assignment.attempt(), 0, FakeWorker.outcome("b1", Verdict.PASSED));
      worker.exited(assignment.attempt(), 0, 1, 1);
      JsonNode finished = coordinator.untilFinished(run);
      assertThat(finished.get("verdict").asText()).isEqualTo("passed");
      assertThat(finished.at("/counts/total").asInt()).isEqualTo(2);
    }
  }

  @Test
  void whatCannotBeMeantIsRefusedAndASearchIsTakenLiterally() {
    UUID run = submit(task("a.py", "nobody", "a_1", "a%2", "ab3"));
    String task = coordinator.get("/api/v1/runs/" + run + "/tasks").at("/items/0/id").asText();

    var both =
        coordinator.send(
            "PUT",
            "/api/v1/tasks/" + task,
            "{\"status\": \"cancelled\", \"name\": \"other\"}",
            coordinator.key);
    assertThat(both.status()).isEqualTo(400);
    assertThat(both.body()).contains("status").contains("alone");
    var memory =
        coordinator.send(
            "POST",
            "/api/v1/tasks",
            "{\"config\": {\"command\": [\"true\"]}, \"requirements\": {\"memory\": 1e23}}",
            coordinator.key);
    assertThat(memory.status()).isEqualTo(400);
    assertThat(memory.body()).contains("requirements.memory").doesNotContain("missing");
    assertThat(found(run, "_")).containsExactly("a_1");
    assertThat(found(run, "%25")).containsExactly("a%2");
    assertThat(found(run, "A")).hasSize(3);
    coordinator.post("/api/v1/runs/" + run + "/cancel", Map.of());
    coordinator.untilFinished(run);
    String metrics = coordinator.send("GET", "/metrics", null, null).body();
    assertThat(metrics).contains("distributed_testing_consumer_lag{group=\"verdict-coordinator\"}");
  }

  private static List<String> found(UUID run, String part) {
    List<String> ids = new java.util.ArrayList<>();
    coordinator
        .get("/api/v1/runs/" + run + "/tests?q=" + part)
        .get("items")
        .forEach(test -> ids.add(test.get("id").asText()));
    return ids;
  }
}
