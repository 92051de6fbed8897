package dev.verdict.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.api.Requirements;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.WorkerOrder;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two coordinators that both give work away, from one queue, at the same moment. */
@Timeout(120)
class TwoSchedulersIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private static final int WORKERS = 4;
  private static final int SLOTS = 50;
  private static final int RUNS = 8;

  @Test
  void no_task_is_given_away_twice() throws Exception {
    PostgresAccess database = postgres.freshDatabase();
    try (RunningCoordinator one = new RunningCoordinator(database, kafka.bootstrapServers());
        RunningCoordinator other = new RunningCoordinator(database, kafka.bootstrapServers())) {
      List<FakeWorker> workers = new ArrayList<>();
      try {
        for (int n = 0; n < WORKERS; n++) {
          var capabilities = new Requirements(0, 0, 0, List.of(), Map.of("for", "both"));
          FakeWorker worker =
              new FakeWorker(n % 2 == 0 ? one : other, "worker " + n, SLOTS, capabilities);
          worker.heartbeat();
          workers.add(worker);
        }
        submitToBoth(one, other);

        List<AttemptRef> given = new ArrayList<>();
        for (FakeWorker worker : workers) {
          worker.assignments(SLOTS).stream()
              .map(WorkerOrder.Assignment::attempt)
              .forEach(given::add);
        }
        assertThat(given).extracting(AttemptRef::taskId).doesNotHaveDuplicates();
        assertThat(given).extracting(AttemptRef::attempt).containsOnly(1);
        assertThat(given).hasSize(WORKERS * SLOTS);
      } finally {
        workers.forEach(FakeWorker::close);
      }
    }
  }

  /**
   * As many tasks as there is room for, in pieces, side by side: both are woken again and again.
   */
  private static void submitToBoth(RunningCoordinator one, RunningCoordinator other)
      throws Exception {
    List<Map<String, Object>> tasks =
        IntStream.range(0, WORKERS * SLOTS / RUNS)
            .<Map<String, Object>>mapToObj(
                n ->
                    Map.of(
                        "name",
                        "task " + n,
                        "config",
                        Map.of("command", List.of("true")),
                        "requirements",
                        Map.of("labels", Map.of("for", "both"))))
            .toList();
    List<Callable<UUID>> submissions =
        IntStream.range(0, RUNS)
            .<Callable<UUID>>mapToObj(
                n ->
                    () ->
                        UUID.fromString(
                            (n % 2 == 0 ? one : other)
                                .post("/api/v1/runs", Map.of("tasks", tasks))
                                .get("id")
                                .asText()))
            .toList();
    try (var threads = Executors.newFixedThreadPool(RUNS)) {
      for (var submitted : threads.invokeAll(submissions)) {
        assertThat(submitted.get()).isNotNull();
      }
    }
  }
}
