package dev.verdict.tests.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.api.RunView;
import dev.verdict.contract.api.TaskView;
import dev.verdict.contract.api.TestView;
import dev.verdict.contract.event.EventData;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import dev.verdict.tests.wholesystem.Ledger;
import dev.verdict.tests.wholesystem.Runs;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every service is replaced, one after the other, as a rolling update does it, while a run of 500
 * tests goes on. With {@code -Dverdict.previous=DIR}, the jars of an earlier release, it is an
 * upgrade.
 */
@Timeout(1500)
class RollingRestartIT {
  private static final int STOPS_WITHIN = 200;

  @RegisterExtension static final Postgres postgres = Backing.ownPostgres();
  @RegisterExtension static final Kafka kafka = Backing.ownKafka();

  @TempDir Path directory;
  private final List<Long> replaced = new ArrayList<>();

  /**
   * Leases last: it is no crash that is looked at here. One worker has all the time to end what
   * runs, the other one gives it back.
   */
  private Cluster cluster() throws Exception {
    return Cluster.start(
        postgres.database(),
        kafka.bootstrapServers(),
        directory,
        Map.of(
            "coordinator",
            Map.of("coordinator.lease", "3m", "coordinator.stop_timeout", "2m"),
            "artifacts",
            Map.of("artifacts.stop_timeout", "2m"),
            "reporter",
            Map.of("reporter.stop_timeout", "2m"),
            "worker",
            Map.of("worker.stop_timeout", "3m"),
            "one",
            Map.of("worker.drain", "2m"),
            "two",
            Map.of("worker.drain", "1s")));
  }

  @Test
  void loses_nothing_and_repeats_nothing_but_attempts() throws Exception {
    GatedSuite suite = new GatedSuite(directory, 7, 50);
    try (Cluster cluster = cluster();
        WatchedRun run = submit(cluster, suite)) {
      Map<String, UUID> tasks = tasks(run);
      suite.open(0);
      List<ServiceJvm> services =
          List.of(
              cluster.coordinator, cluster.artifacts, cluster.reporter, cluster.otherCoordinator);
      for (int nth = 0; nth < services.size(); nth++) {
        awaitFirstOf(nth, suite, tasks, run);
        restart(services.get(nth));
        assertGoesOn(run);
        suite.open(nth + 1);
      }

      // It ends what it runs, and takes nothing new.
      awaitHeld("one", 5, suite, tasks, run);
      cluster.worker("one").askToStop();
      cluster.worker("one").awaitLine("worker stops", STOPS_WITHIN);
      suite.open(5);
      replace(cluster.worker("one"));
      cluster.worker("one").awaitLine("enrolled as", STOPS_WITHIN);
      assertGoesOn(run);

      // It has no time for that.
      UUID givenBack = awaitHeld("two", 6, suite, tasks, run);
      restart(cluster.worker("two"));
      cluster.worker("two").awaitLine("enrolled as", STOPS_WITHIN);
      assertGoesOn(run);
      suite.open(6);

      assertAllIsThere(cluster, run, suite);
      assertAttempts(run.look(), givenBack);
      assertEachEndedOnceInAnAttempt(run.look(), suite);
      assertThat(replaced).hasSize(6).doesNotHaveDuplicates();
    }
  }

  private static WatchedRun submit(Cluster cluster, GatedSuite suite) {
    UUID id = new Runs(cluster.api()).submit(suite.requests()).id();
    return WatchedRun.of(cluster.api(), id);
  }

  private void restart(ServiceJvm service) throws Exception {
    service.askToStop();
    replace(service);
  }

  /** One that was asked to stop. */
  private void replace(ServiceJvm service) throws Exception {
    long before = service.pid();
    assertThat(service.awaitEnd(STOPS_WITHIN)).as("exit code of " + service).isZero();
    service.beginAgain();
    service.awaitReady();
    assertThat(service.pid()).isNotEqualTo(before);
    replaced.add(before);
  }

  private static void assertGoesOn(WatchedRun run) {
    assertThat(run.look().run().verdict()).as("of a run that is not over").isNull();
  }

  /** By name. */
  private static Map<String, UUID> tasks(WatchedRun run) {
    Map<String, UUID> ids = new HashMap<>();
    run.look().tasks().forEach(task -> ids.put(task.name(), task.id()));
    return ids;
  }

  private static Set<UUID> group(int group, GatedSuite suite, Map<String, UUID> tasks) {
    Set<UUID> ids = new HashSet<>();
    tasks.forEach(
        (name, id) -> {
          if (suite.group(name) == group) {
            ids.add(id);
          }
        });
    return ids;
  }

  private static void awaitFirstOf(
      int group, GatedSuite suite, Map<String, UUID> tasks, WatchedRun run) throws Exception {
    Set<UUID> ids = group(group, suite, tasks);
    run.await(EventData.TaskFinished.class, finished -> ids.contains(finished.taskId()));
  }

  /** Until this worker runs something that cannot end yet. */
  private static UUID awaitHeld(
      String worker, int group, GatedSuite suite, Map<String, UUID> tasks, WatchedRun run)
      throws Exception {
    Set<UUID> ids = group(group, suite, tasks);
    return run.await(
            EventData.TaskStarted.class,
            started -> ids.contains(started.taskId()) && started.worker().name().equals(worker))
        .taskId();
  }

  /** In the coordinator, in its events, in the reporter and in the store of artifacts. */
  private static void assertAllIsThere(Cluster cluster, WatchedRun run, GatedSuite suite)
      throws Exception {
    Runs.Ended ended = run.awaitEnd();
    RunView view = ended.run();
    assertThat(view.verdict()).as(view.reason()).isEqualTo(Verdict.FAILED);
    assertThat(view.counts()).isEqualTo(new Counts(500, 498, 2, 0, 0, 0, 0, 0, 0));
    assertThat(view.completeness().planned()).isEqualTo(500);
    assertThat(view.completeness().accounted()).isEqualTo(500);
    assertThat(ended.tests())
        .extracting(TestView::id)
        .containsExactlyInAnyOrderElementsOf(suite.tests());
    assertThat(ended.tests())
        .filteredOn(test -> test.verdict() != Verdict.PASSED)
        .extracting(TestView::id)
        .containsExactlyInAnyOrderElementsOf(suite.failing());

    List<Long> sequence = run.sequence();
    assertThat(sequence)
        .hasSizeGreaterThanOrEqualTo((int) view.sequence())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, sequence.size()).boxed().toList());
    JsonNode report =
        cluster
            .reporterApi()
            .get("/api/v1/runs/" + view.id() + "/report?format=json", JsonNode.class);
    assertThat(report.path("total_tests").asInt()).isEqualTo(500);
    assertThat(report.path("passed_tests").asInt()).isEqualTo(498);
    // Of each test one result in the attempt that counts. What a worker gave back may have told of
    // its tests before it was begun again.
    assertThat(
            new Ledger(postgres.database())
                .rows(
                    "select count(*), count(distinct r.test_id) from reporter.test_results r"
                        + " where r.run_id = ? and r.attempt = (select max(attempt)"
                        + " from reporter.test_results a where a.task_id = r.task_id)",
                    view.id()))
        .containsExactly("500 500");
    for (TaskView task : ended.tasks()) {
      assertThat(log(cluster, task)).contains("hello from " + task.name());
    }
  }

  /**
   * Only what a worker gave back was begun again: what we saw it hold, and at most what reached the
   * other one while it was leaving.
   */
  private static void assertAttempts(Runs.Ended ended, UUID givenBack) {
    assertThat(ended.tasks())
        .filteredOn(task -> task.attempt() != 1)
        .hasSizeLessThanOrEqualTo(2)
        .allSatisfy(task -> assertThat(task.attempt()).isEqualTo(2))
        .extracting(TaskView::id)
        .contains(givenBack);
  }

  /** One that is given back at the moment of its end has ended there, too. */
  private static void assertEachEndedOnceInAnAttempt(Runs.Ended run, GatedSuite suite)
      throws Exception {
    List<String> ended = suite.ended();
    assertThat(new HashSet<>(ended)).containsExactlyInAnyOrderElementsOf(suite.names());
    for (TaskView task : run.tasks()) {
      assertThat(Collections.frequency(ended, task.name()))
          .as(task.name())
          .isLessThanOrEqualTo(task.attempt());
    }
  }

  private static String log(Cluster cluster, TaskView task) throws Exception {
    String path = "/api/v1/artifacts/logs/" + task.id() + "/" + task.attempt() + "?follow=true";
    try (InputStream log = cluster.artifactsApi().open(path, null)) {
      return new String(log.readAllBytes(), UTF_8);
    }
  }
}
