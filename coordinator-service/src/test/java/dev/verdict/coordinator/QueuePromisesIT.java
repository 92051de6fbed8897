package dev.verdict.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Requirements;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What must hold when others submit, shout, dawdle or forge. */
class QueuePromisesIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private static RunningCoordinator coordinator;

  @BeforeAll
  static void start() {
    coordinator =
        new RunningCoordinator(
            postgres.freshDatabase(),
            kafka.bootstrapServers(),
            Duration.ofSeconds(2),
            Duration.ofMinutes(5),
            Duration.ofSeconds(1));
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  /** A second attempt must not find one planned file left and take it for the only one. */
  @Test
  void aFileThatNobodyReportedIsLostAlsoTheSecondTime() {
    try (FakeWorker worker = worker("files", 1)) {
      UUID run =
          submit(
              Map.of(
                  "name", "two files",
                  "files", List.of("a.py", "b.py"),
                  "config", Map.of("runner", "pytest"),
                  "requirements", Map.of("labels", Map.of("for", "files"))));
      for (int attempt = 1; attempt <= 2; attempt++) {
        AttemptRef mine = worker.assignments(1).get(0).attempt();
        assertThat(mine.attempt()).isEqualTo(attempt);
        worker.started(mine);
        worker.tests(mine, 0, FakeWorker.outcomeOfFile("a.py::one", "a.py", Verdict.PASSED));
        worker.exited(mine, 0, 1, 1);
        JsonNode finished = coordinator.untilFinished(run);
        assertThat(finished.get("verdict").asText()).isEqualTo("lost");
        assertThat(finished.at("/completeness/missing/0").asText()).isEqualTo("b.py");
        if (attempt == 1) {
          coordinator.post("/api/v1/runs/" + run + "/rerun", Map.of("only", "lost"));
          worker.heartbeat();
        }
      }
    }
  }

  @Test
  void aTaskCannotSayItselfWhatBecameOfIt() {
    for (String field : List.of("status", "verdict", "id", "result", "created_at", "attempt")) {
      var reply =
          coordinator.send(
              "POST",
              "/api/v1/tasks",
              Json.text(Map.of("config", Map.of("command", List.of("false")), field, "passed")),
              coordinator.key);
      assertThat(reply.status()).as(field).isEqualTo(400);
      assertThat(reply.body()).contains(field, "the coordinator's to set");
    }
  }

  /** Each of them locked the kinds of tasks that the others needed. */
  @Test
  void submissionsOfTheSameKindsDoNotWaitForEachOther() throws Exception {
    List<Callable<Integer>> all =
        IntStream.range(0, 24)
            .<Callable<Integer>>mapToObj(
                n ->
                    () -> {
                      List<Map<String, Object>> tasks =
                          IntStream.range(0, 40)
                              .mapToObj(kind -> task("t" + kind, "kind" + kind))
                              .collect(Collectors.toCollection(ArrayList::new));
                      Collections.shuffle(tasks, new java.util.Random(n));
                      return coordinator
                          .send(
                              "POST",
                              "/api/v1/runs",
                              Json.text(Map.of("tasks", tasks)),
                              coordinator.key)
                          .status();
                    })
            .toList();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (Future<Integer> status : threads.invokeAll(all)) {
        assertThat(status.get()).isEqualTo(201);
      }
    }
  }

  /** For every request that creates, and the secret of a key is told once. */
  @Test
  void theSameRequestSentTwiceCreatesOnce() {
    UUID run = submit(task("first", "nobody"));
    var key = Json.text(Map.of("name", "twice", "scopes", List.of("read")));
    var joining =
        Json.text(
            Map.of("run_id", run, "name", "second", "config", Map.of("command", List.of("true"))));

    JsonNode made = once("/api/v1/api-keys", key);
    JsonNode again = once("/api/v1/api-keys", key);
    assertThat(again.get("id")).isEqualTo(made.get("id"));
    assertThat(made.path("secret").asText()).isNotEmpty();
    assertThat(again.path("secret").asText("")).isIn("", "null");
    assertThat(once("/api/v1/tasks", joining).get("id"))
        .isEqualTo(once("/api/v1/tasks", joining).get("id"));
    assertThat(coordinator.get("/api/v1/runs/" + run + "/tasks").get("items")).hasSize(2);
    coordinator.post("/api/v1/runs/" + run + "/cancel", Map.of());
  }

  private static JsonNode once(String path, String body) {
    var reply =
        coordinator.send(
            "POST",
            path,
            body,
            coordinator.key,
            Map.of("Idempotency-Key", "once-" + Math.abs(path.hashCode())));
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return Json.tree(reply.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void whatIsTooLargeToBeToldIsRefused() {
    var reply =
        coordinator.send(
            "POST",
            "/api/v1/tasks",
            Json.text(
                Map.of(
                    "config", Map.of("command", List.of("true")), "notes", "x".repeat(1_500_000))),
            coordinator.key);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("at most 200000");
  }

  @Test
  void aNulIsRefusedByName() {
    var body = "{\"name\":\"a\\u0000b\",\"config\":{\"command\":[\"true\"]}}";
    var reply = coordinator.send("POST", "/api/v1/tasks", body, coordinator.key);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("\"name\"", "U+0000");
    assertThat(coordinator.send("GET", "/api/v1/runs?project=%00", null, coordinator.key).status())
        .isEqualTo(400);
  }

  @Test
  void aThousandIdsFitIntoAQuestion() {
    String ids =
        IntStream.range(0, 1000)
            .mapToObj(n -> UUID.randomUUID().toString())
            .collect(Collectors.joining(","));
    var reply = coordinator.send("GET", "/api/v1/tasks/summary?ids=" + ids, null, coordinator.key);
    assertThat(reply.status()).isNotEqualTo(414);
  }

  @Test
  void theReasonOfAPersonIsTheReasonOfTheRun() {
    UUID run = submit(task("waits.py", "nobody at all"));
    coordinator.post("/api/v1/runs/" + run + "/cancel", Map.of("reason", "because I say so"));
    JsonNode finished = coordinator.untilFinished(run);
    assertThat(finished.get("verdict").asText()).isEqualTo("cancelled");
    assertThat(finished.get("reason").asText()).contains("because I say so");
  }

  /** Its heart beats, and nothing else happens. */
  @Test
  void aWorkerThatNeverEndsAnAttemptDoesNotKeepIt() {
    try (FakeWorker worker = worker("dawdler", 1)) {
      UUID run =
          submit(
              Map.of(
                  "name",
                  "long",
                  "timeout",
                  1,
                  "config",
                  Map.of("command", List.of("sleep", "1000")),
                  "requirements",
                  Map.of("labels", Map.of("for", "dawdler"))));
      AttemptRef attempt = worker.assignments(1).get(0).attempt();
      worker.started(attempt);
      while (!worker.heartbeat(attempt).stop().contains(attempt)) {
        Thread.onSpinWait();
      }
      JsonNode finished = coordinator.untilFinished(run);
      assertThat(finished.get("verdict").asText()).isEqualTo("timeout");
      assertThat(finished.get("sequence").asInt()).isPositive();
    }
  }

  /** What does not fit beside what runs must not hide what does. */
  @Test
  void aSlotDoesNotStayIdleBehindATaskThatDoesNotFit() {
    try (FakeWorker worker = worker("room", 4)) {
      submit(
          sized("big one", "room", 3),
          sized("big two", "room", 3),
          sized("big three", "room", 3),
          sized("big four", "room", 3),
          sized("small", "room", 1));
      assertThat(worker.assignments(2))
          .extracting(assignment -> assignment.name().split(" ")[0])
          .containsExactlyInAnyOrder("big", "small");
    }
  }

  private static Map<String, Object> sized(String name, String label, int cpu) {
    return Map.of(
        "name", name,
        "config", Map.of("command", List.of("true")),
        "requirements", Map.of("cpu", cpu, "labels", Map.of("for", label)));
  }

  private static Map<String, Object> task(String name, String label) {
    return Map.of(
        "name", name,
        "config", Map.of("command", List.of("true")),
        "requirements", Map.of("labels", Map.of("for", label)));
  }

  private static FakeWorker worker(String label, int slots) {
    var capabilities = new Requirements(4, 4096, 0, List.of(), Map.of("for", label));
    var worker = new FakeWorker(coordinator, label, slots, capabilities);
    worker.heartbeat();
    return worker;
  }

  private static UUID submit(Object... tasks) {
    return UUID.fromString(
        coordinator.post("/api/v1/runs", Map.of("tasks", List.of(tasks))).get("id").asText());
  }
}
