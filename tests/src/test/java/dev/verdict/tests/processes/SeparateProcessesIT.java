package dev.verdict.tests.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.RunView;
import dev.verdict.contract.api.TaskRequest;
import dev.verdict.contract.api.TaskView;
import dev.verdict.contract.api.TestView;
import dev.verdict.contract.event.EventData;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import dev.verdict.tests.wholesystem.Runs;
import dev.verdict.tests.wholesystem.Tasks;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Services that are processes of their own, and the promises that no fault may break. */
@Timeout(240)
class SeparateProcessesIT {
  private static final int TASKS = 8;

  @RegisterExtension static final Postgres postgres = Backing.ownPostgres();
  @RegisterExtension static final Kafka kafka = Backing.ownKafka();
  @TempDir static Path shared;
  private static Cluster cluster;

  @TempDir Path directory;

  @BeforeAll
  static void start() throws Exception {
    cluster = Cluster.start(postgres.database(), kafka.bootstrapServers(), shared);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void a_run_goes_through_all_services() throws Exception {
    try (WatchedRun run = submit(passing("one"), passing("two"), failing("three"))) {
      Runs.Ended ended = run.awaitEnd();
      assertThat(ended.run().verdict()).isEqualTo(Verdict.FAILED);
      assertThat(ended.tests())
          .extracting(TestView::name, TestView::verdict)
          .containsExactlyInAnyOrder(
              tuple("one", Verdict.PASSED),
              tuple("two", Verdict.PASSED),
              tuple("three", Verdict.FAILED));
      JsonNode report = report(ended.run());
      assertThat(report.path("passed_tests").asInt()).isEqualTo(2);
      assertThat(report.path("failed_tests").asInt()).isEqualTo(1);
      TaskView first = ended.tasks().get(0);
      assertThat(log(first)).contains("hello from " + first.name());
    }
  }

  @Test
  void a_worker_is_killed_in_the_middle_of_an_attempt() throws Exception {
    HeldTask held = new HeldTask(directory);
    try (WatchedRun run = submit(held.task().request())) {
      String name = run.awaitStart(1).worker().name();
      ServiceJvm worker = cluster.worker(name);
      worker.kill();
      assertThat(worker.isAlive()).isFalse();

      try {
        assertThat(run.awaitStart(2).worker().name()).isNotEqualTo(name);
        assertSecondAttemptCounts(run.awaitEnd());
      } finally {
        held.kill();
        worker.beginAgain();
        worker.awaitLine("enrolled as", 100);
      }
    }
  }

  @Test
  void a_worker_is_stopped_past_its_lease_and_resumed() throws Exception {
    HeldTask held = new HeldTask(directory);
    try (WatchedRun run = submit(held.task().request())) {
      String name = run.awaitStart(1).worker().name();
      ServiceJvm worker = cluster.worker(name);
      worker.forget();
      worker.stop();

      Runs.Ended ended;
      try {
        assertThat(run.awaitStart(2).worker().name()).isNotEqualTo(name);
        ended = run.awaitEnd();
        assertSecondAttemptCounts(ended);
        held.release();
      } finally {
        worker.goOn();
      }
      // Struck off by then or not: what it held is given up, and nothing of it is told.
      worker.awaitLine("is given up without a word", 60);
      Runs.Ended later = run.look();
      assertSecondAttemptCounts(later);
      assertThat(later.run().sequence()).isEqualTo(ended.run().sequence());
    }
  }

  @Test
  void a_coordinator_is_killed_while_another_goes_on() throws Exception {
    try (WatchedRun run = submit(many())) {
      awaitFirst(run);
      cluster.coordinator.kill();
      assertThat(cluster.coordinator.isAlive()).isFalse();
      assertThat(run.look().run().verdict()).isNull();
      cluster.coordinator.beginAgain();
      cluster.coordinator.awaitReady();
      assertAllPassedOnce(run);
    }
  }

  @Test
  void the_broker_is_killed_and_started_again() throws Exception {
    try (WatchedRun run = submit(many())) {
      awaitFirst(run);
      kafka.kill();
      assertThat(run.look().run().verdict()).isNull();
      kafka.startAgain();
      assertAllPassedOnce(run);
    }
  }

  @Test
  void the_database_is_stopped_at_once_and_started_again() throws Exception {
    try (WatchedRun run = submit(many())) {
      awaitFirst(run);
      assertThat(run.look().run().verdict()).isNull();
      postgres.stopAtOnce();
      postgres.startAgain();
      assertAllPassedOnce(run);
    }
  }

  private static void awaitFirst(WatchedRun run) throws InterruptedException {
    run.await(EventData.TaskFinished.class, finished -> true);
  }

  private static void assertSecondAttemptCounts(Runs.Ended ended) {
    assertThat(ended.run().verdict()).isEqualTo(Verdict.PASSED);
    assertThat(ended.task().attempt()).isEqualTo(2);
    assertThat(ended.tests()).extracting(TestView::name).containsExactly("second");
  }

  /** Nothing missing, nothing double: in the coordinator, in its events, and in the reporter. */
  private static void assertAllPassedOnce(WatchedRun run) throws Exception {
    Runs.Ended ended = run.awaitEnd();
    assertThat(ended.run().verdict()).as(ended.run().reason()).isEqualTo(Verdict.PASSED);
    assertThat(ended.tests())
        .extracting(TestView::name)
        .containsExactlyInAnyOrderElementsOf(names());
    // After its end one more event tells where its files are, soon or a little later.
    List<Long> sequence = run.sequence();
    assertThat(sequence)
        .hasSizeGreaterThanOrEqualTo((int) ended.run().sequence())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, sequence.size()).boxed().toList());
    assertThat(report(ended.run()).path("passed_tests").asInt()).isEqualTo(TASKS);
    assertThat(report(ended.run()).path("total_tests").asInt()).isEqualTo(TASKS);
  }

  private static WatchedRun submit(TaskRequest... tasks) {
    UUID run = new Runs(cluster.api()).submit(tasks).id();
    return WatchedRun.of(cluster.api(), run);
  }

  private static JsonNode report(RunView run) {
    return cluster
        .reporterApi()
        .get("/api/v1/runs/" + run.id() + "/report?format=json", JsonNode.class);
  }

  private static String log(TaskView task) throws Exception {
    String path = "/api/v1/artifacts/logs/" + task.id() + "/" + task.attempt() + "?follow=true";
    try (InputStream log = cluster.artifactsApi().open(path, null)) {
      return new String(log.readAllBytes(), UTF_8);
    }
  }

  private static List<String> names() {
    return IntStream.rangeClosed(1, TASKS).mapToObj(nth -> "test-" + nth).toList();
  }

  private static TaskRequest[] many() {
    return names().stream().map(SeparateProcessesIT::passing).toArray(TaskRequest[]::new);
  }

  private static TaskRequest passing(String name) {
    return script(name, "", "");
  }

  private static TaskRequest failing(String name) {
    return script(name, "<failure message=\"no\"/>", "; exit 1");
  }

  /** It lasts a moment, so that a fault finds some that run and some that wait. */
  private static TaskRequest script(String name, String inside, String last) {
    String report =
        "<testsuite name=\"S\"><testcase name=\"%s\">%s</testcase></testsuite>"
            .formatted(name, inside);
    String script =
        "echo hello from %s; sleep 0.5; printf '%%s\\n' '%s' > r.xml%s"
            .formatted(name, report, last);
    return Tasks.script(name, script).retried(5).request();
  }
}
