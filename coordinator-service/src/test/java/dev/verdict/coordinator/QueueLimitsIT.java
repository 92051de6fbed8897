package dev.verdict.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Requirements;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.WorkerOrder.Assignment;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.runtime.metrics.Metrics;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What ends by itself: waiting for a worker that never comes, and a lease that nobody renews. */
@Timeout(60)
class QueueLimitsIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private static final Duration LEASE = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private static RunningCoordinator coordinator;

  @BeforeAll
  static void start() {
    coordinator =
        new RunningCoordinator(
            postgres.freshDatabase(), kafka.bootstrapServers(), LEASE, Duration.ofSeconds(1), HOUR);
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  @Test
  void aTaskThatNoWorkerCanEverRunIsLostWithTheReason() {
    UUID run = submit("gpu.py", Map.of("hardware", "quantum"));
    JsonNode finished = coordinator.untilFinished(run);
    assertThat(finished.get("verdict").asText()).isEqualTo("lost");
    JsonNode task = coordinator.get("/api/v1/runs/" + run + "/tasks").at("/items/0");
    assertThat(task.get("status").asText()).isEqualTo("lost");
    assertThat(task.get("reason").asText()).contains(LostReason.NO_WORKER.sentence());
    JsonNode test = coordinator.get("/api/v1/runs/" + run + "/tests").at("/items/0");
    assertThat(test.get("verdict").asText()).isEqualTo("lost");
    assertThat(test.get("lost_reason").asText()).isEqualTo(LostReason.NO_WORKER.word());
  }

  /** As after a night in which nothing ran: the workers come a moment after the coordinator. */
  @Test
  void timeInWhichThereWasNoCoordinatorDoesNotCount() throws SQLException {
    PostgresAccess database = postgres.freshDatabase();
    Map<String, Object> need = Map.of("requirements", Map.of("labels", Map.of("for", "morning")));
    UUID run;
    try (RunningCoordinator evening =
        new RunningCoordinator(database, kafka.bootstrapServers(), LEASE, HOUR, HOUR)) {
      run = submit(evening, "night.py", need);
      // It says so once it is noted.
      while (evening.get("/api/v1/runs/" + run).get("waiting").isEmpty()) {
        Thread.onSpinWait();
      }
    }
    nineHoursPass(database);
    try (RunningCoordinator morning =
        new RunningCoordinator(
            database, kafka.bootstrapServers(), LEASE, Duration.ofSeconds(20), HOUR)) {
      var capabilities = new Requirements(4, 4096, 0, List.of(), Map.of("for", "morning"));
      try (FakeWorker worker = new FakeWorker(morning, "early", 1, capabilities)) {
        worker.heartbeat();
        assertThat(worker.assignments(1)).extracting(Assignment::name).containsExactly("night.py");
      }
    }
  }

  /** It says that all is well, and it may be; but its time is over, and others were told so. */
  @Test
  void newsAfterTheLeaseHasRunOutChangesNothingAndIsCounted() {
    var capabilities = new Requirements(4, 4096, 0, List.of(), Map.of("for", "silent"));
    try (FakeWorker worker = new FakeWorker(coordinator, "silent", 1, capabilities)) {
      worker.heartbeat();
      UUID run =
          submit(
              "silent.py",
              Map.of(
                  "retry", Map.of("lost", 0),
                  "requirements", Map.of("labels", Map.of("for", "silent"))));
      AttemptRef attempt = worker.assignments(1).get(0).attempt();
      worker.started(attempt);
      assertThat(coordinator.untilFinished(run).get("verdict").asText()).isEqualTo("lost");

      double before = stale();
      worker.tests(attempt, 0, FakeWorker.outcome("silent.py", Verdict.PASSED));
      worker.exited(attempt, 0, 1, 1);
      while (stale() < before + 2) {
        Thread.onSpinWait();
      }
      assertThat(coordinator.get("/api/v1/runs/" + run).get("verdict").asText()).isEqualTo("lost");
    }
  }

  private static void nineHoursPass(PostgresAccess database) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var sql = connection.createStatement()) {
      sql.execute(
          "update coordinator.requirement_classes"
              + " set unmatched_since = unmatched_since - interval '9 hours'");
      sql.execute("update coordinator.tasks set queued_at = queued_at - interval '9 hours'");
    }
  }

  private static double stale() {
    return Metrics.of(coordinator.vertx)
        .registry()
        .counter("distributed_testing_attempt_news", "outcome", "stale")
        .count();
  }

  private static UUID submit(String file, Map<String, Object> more) {
    return submit(coordinator, file, more);
  }

  private static UUID submit(RunningCoordinator to, String file, Map<String, Object> more) {
    Map<String, Object> task = new HashMap<>(more);
    task.put("name", file);
    task.put("config", Map.of("test_file", file));
    return UUID.fromString(
        to.post("/api/v1/runs", Map.of("tasks", List.of(task))).get("id").asText());
  }
}
