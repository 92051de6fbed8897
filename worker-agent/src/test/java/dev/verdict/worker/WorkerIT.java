package dev.verdict.worker;

import static dev.verdict.worker.WorkerUnderTest.assignment;
import static dev.verdict.worker.WorkerUnderTest.command;
import static dev.verdict.worker.WorkerUnderTest.config;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.AttemptNews.End;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.contract.message.WorkerOrder;
import dev.verdict.contract.message.WorkerOrder.Assignment;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class WorkerIT {
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  @TempDir Path directory;
  private WorkerUnderTest worker;

  @BeforeAll
  static void topics() {
    WorkerUnderTest.topics(kafka);
  }

  @BeforeEach
  void listen() {
    worker = new WorkerUnderTest(kafka, directory);
  }

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void a_command_runs_and_everything_is_told_in_order() throws Exception {
    worker.start();
    Assignment task = command("greet", "sh", "-c", "echo hello; echo oops >&2");
    worker.assign(task);

    List<AttemptNews> said = worker.heard.untilFinished(task.attempt());
    assertThat(said)
        .hasExactlyElementsOfTypes(
            AttemptNews.Started.class, AttemptNews.Tests.class, AttemptNews.Finished.class);
    AttemptNews.Finished finished = worker.heard.finished(task.attempt());
    assertThat(finished.end()).isEqualTo(End.EXITED);
    assertThat(finished.exitCode()).isZero();
    assertThat(finished.parts()).isEqualTo(1);
    TestOutcome outcome = only(said);
    assertThat(outcome.id()).isEqualTo("greet");
    assertThat(outcome.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(worker.heard.log(task.attempt())).contains("hello\n", "oops\n");
    assertThat(worker.heard.tokens()).isNotEmpty().allMatch(token -> token.startsWith("token-"));
  }

  @Test
  void a_failing_command_shows_the_end_of_its_output() throws Exception {
    worker.start();
    Assignment task = command("fails", "sh", "-c", "echo because; exit 3");
    worker.assign(task);
    TestOutcome outcome = only(worker.heard.untilFinished(task.attempt()));
    assertThat(outcome.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(outcome.message()).isEqualTo("exit code 3: because");
    assertThat(worker.heard.finished(task.attempt()).exitCode()).isEqualTo(3);
  }

  @Test
  void a_timeout_ends_the_whole_tree_and_keeps_the_log() throws Exception {
    worker.start();
    Assignment task =
        assignment("slow", null, config(List.of("sh", "-c", Processes.FAMILY), Map.of(), null), 1);
    worker.assign(task);
    AttemptNews.Finished finished = worker.heard.finished(task.attempt());
    assertThat(finished.end()).isEqualTo(End.TIMEOUT);
    assertThat(only(worker.heard.of(task.attempt())).verdict()).isEqualTo(Verdict.TIMEOUT);
    Processes.assertNoneRuns(Processes.of(worker.heard.log(task.attempt())));
  }

  @Test
  void a_cancel_reaches_the_processes() throws Exception {
    worker.start();
    Assignment task = command("long", "sh", "-c", Processes.FAMILY);
    worker.assign(task);
    worker.heard.until(task.attempt(), AttemptNews.Started.class::isInstance);
    worker.send(new WorkerOrder.Cancel(worker.coordinator.workerId, task.attempt(), "not needed"));
    AttemptNews.Finished finished = worker.heard.finished(task.attempt());
    assertThat(finished.end()).isEqualTo(End.CANCELLED);
    assertThat(finished.message()).isEqualTo("not needed");
    Processes.assertNoneRuns(Processes.of(worker.heard.log(task.attempt())));
  }

  @Test
  void what_the_heartbeat_says_is_obeyed() throws Exception {
    worker.start();
    Assignment task = command("came with a heartbeat", "sh", "-c", Processes.FAMILY);
    worker.coordinator.missed = List.of(task);
    worker.heard.until(task.attempt(), AttemptNews.Started.class::isInstance);
    worker.coordinator.stop = List.of(task.attempt());
    assertThat(worker.heard.finished(task.attempt()).end()).isEqualTo(End.CANCELLED);
    // It comes again and again with each heartbeat, and is run once.
    assertThat(
            worker.heard.of(task.attempt()).stream().filter(AttemptNews.Started.class::isInstance))
        .hasSize(1);
  }

  @Test
  void an_order_that_comes_twice_has_one_effect_and_that_for_another_has_none() throws Exception {
    worker.start();
    Assignment task = command("once", "sh", "-c", "echo x >> " + directory.resolve("count"));
    Assignment foreign = command("foreign", "true");
    worker.send(new WorkerOrder.Assign(UUID.randomUUID(), List.of(foreign)));
    worker.assign(task, task);
    worker.assign(task);
    worker.heard.untilFinished(task.attempt());
    Assignment last = command("last", "true");
    worker.assign(task, last);
    worker.heard.untilFinished(last.attempt());
    assertThat(Files.readAllLines(directory.resolve("count"))).hasSize(1);
    assertThat(worker.heard.of(foreign.attempt())).isEmpty();
  }

  @Test
  void what_does_not_fit_is_given_back() throws Exception {
    worker.start("worker.slots", "1");
    Assignment first = command("first", "sh", "-c", Processes.FAMILY);
    Assignment second = command("second", "true");
    worker.assign(first, second);
    AttemptNews.Finished surplus = worker.heard.finished(second.attempt());
    assertThat(surplus.end()).isEqualTo(End.GIVEN_BACK);
    worker.heard.until(first.attempt(), AttemptNews.Started.class::isInstance);
    worker.send(new WorkerOrder.Cancel(worker.coordinator.workerId, first.attempt(), "enough"));
    worker.heard.untilFinished(first.attempt());
    // The slot is free as soon as the last word about it is out.
    Assignment third = command("third", "true");
    worker.assign(third);
    assertThat(worker.heard.finished(third.attempt()).end()).isEqualTo(End.EXITED);
  }

  @Test
  void without_a_lease_everything_is_ended_and_nothing_is_told() throws Exception {
    worker.coordinator.leaseSeconds = 3;
    worker.start();
    Path pids = directory.resolve("pids");
    Assignment task = command("long", "sh", "-c", "(" + Processes.FAMILY + ") > " + pids);
    worker.assign(task);
    worker.heard.until(task.attempt(), AttemptNews.Started.class::isInstance);
    worker.coordinator.heartbeatStatus = 503;
    Processes.awaitEnd(Processes.of(Files.readString(pids)));
    worker.coordinator.heartbeatStatus = 200;
    worker.coordinator.awaitAcceptedHeartbeat();
    // It still works, and what it says next is of something else.
    Assignment next = command("next", "true");
    worker.assign(next);
    worker.heard.untilFinished(next.attempt());
    assertThat(worker.heard.of(task.attempt()))
        .hasExactlyElementsOfTypes(AttemptNews.Started.class);
  }

  @Test
  void a_coordinator_that_forgot_the_worker_gets_a_new_enrolment() throws Exception {
    worker.start();
    UUID before = worker.coordinator.workerId;
    worker.coordinator.workerId = UUID.randomUUID();
    worker.coordinator.heartbeatStatus = 404;
    FakeCoordinator.next(worker.coordinator.enrolments);
    worker.coordinator.heartbeatStatus = 200;
    worker.coordinator.heartbeats.clear();
    FakeCoordinator.next(worker.coordinator.heartbeats);
    Assignment task = command("new life", "true");
    worker.assign(task);
    AttemptNews.Finished finished = worker.heard.finished(task.attempt());
    assertThat(finished.workerId()).isEqualTo(worker.coordinator.workerId).isNotEqualTo(before);
  }

  @Test
  void a_worker_that_stops_gives_back_what_runs_and_leaves_no_process() throws Exception {
    worker.start("worker.drain", "200ms");
    Path pids = directory.resolve("pids");
    Assignment task = command("long", "sh", "-c", "(" + Processes.FAMILY + ") > " + pids);
    worker.assign(task);
    worker.heard.until(task.attempt(), AttemptNews.Started.class::isInstance);
    worker.stop();
    assertThat(worker.heard.finished(task.attempt()).end()).isEqualTo(End.GIVEN_BACK);
    FakeCoordinator.next(worker.coordinator.leaves);
    Processes.assertNoneRuns(Processes.of(Files.readString(pids)));
    assertThat(worker.work().resolve("attempts")).isEmptyDirectory();
  }

  @Test
  void a_drain_lets_the_worker_finish_and_leave() throws Exception {
    worker.start();
    Path go = directory.resolve("go");
    Assignment task =
        command("waits", "sh", "-c", "while [ ! -e " + go + " ]; do sleep 0.05; done");
    worker.assign(task);
    worker.heard.until(task.attempt(), AttemptNews.Started.class::isInstance);
    worker.send(new WorkerOrder.Drain(worker.coordinator.workerId));
    Assignment late = command("late", "true");
    worker.assign(late);
    assertThat(worker.heard.finished(late.attempt()).end()).isEqualTo(End.GIVEN_BACK);
    Files.createFile(go);
    assertThat(worker.heard.finished(task.attempt()).end()).isEqualTo(End.EXITED);
    FakeCoordinator.next(worker.coordinator.leaves);
  }

  @Test
  void secrets_are_masked_also_over_two_writes() throws Exception {
    worker.start();
    String script = "printf 'a hunter'; sleep 0.3; printf '2secret b\\n'; exit 1";
    Assignment task =
        assignment(
            "leak",
            null,
            config(List.of("sh", "-c", script), Map.of("DB_PASSWORD", "hunter2secret"), null),
            30);
    worker.assign(task);
    AttemptRef ref = task.attempt();
    assertThat(only(worker.heard.untilFinished(ref)).detail()).isEqualTo("a *** b\n");
    assertThat(worker.heard.log(ref)).isEqualTo("a *** b\n");
  }

  @Test
  void files_are_kept_and_what_cannot_be_is_named() throws Exception {
    worker.start("worker.artifact_size_limit", "1KiB");
    String script = "mkdir -p out; echo x > out/small.txt; head -c 5000 /dev/zero > out/big.bin";
    Assignment task =
        assignment(
            "files", null, config(List.of("sh", "-c", script), Map.of(), List.of("out/**")), 30);
    worker.assign(task);
    AttemptNews.Finished finished = worker.heard.finished(task.attempt());
    assertThat(FakeCoordinator.next(worker.coordinator.uploads))
        .isEqualTo("result out/small.txt 2");
    assertThat(worker.coordinator.passes).containsExactly(WorkerUnderTest.PASS);
    assertThat(finished.artifacts()).hasSize(2);
    assertThat(finished.artifacts().get(0).problem()).contains("larger than 1024");
    assertThat(finished.artifacts().get(1).id()).isEqualTo("A1");
    assertThat(finished.artifacts().get(1).problem()).isNull();
  }

  @Test
  void a_command_that_is_not_there_is_told_as_such() throws Exception {
    worker.start();
    Assignment task = command("typo", "no-such-program");
    worker.assign(task);
    AttemptNews.Finished finished = worker.heard.finished(task.attempt());
    assertThat(finished.end()).isEqualTo(End.NOT_STARTED);
    assertThat(finished.message()).contains("no-such-program");
  }

  @Test
  void a_long_log_keeps_its_beginning_and_its_end() throws Exception {
    worker.start("worker.log_limit", "200KiB");
    Assignment task = command("chatty", "sh", "-c", "seq 1 200000");
    worker.assign(task);
    worker.heard.untilFinished(task.attempt());
    String log = worker.heard.log(task.attempt());
    assertThat(log)
        .startsWith("1\n2\n3\n")
        .endsWith("199999\n200000\n")
        .contains("bytes of output are left out");
    assertThat(log.length()).isBetween(200 * 1024, 201 * 1024);
  }

  /** A worker that dies then leaves at least the word that there was more. */
  @Test
  void a_long_log_of_a_process_that_goes_on_says_so() throws Exception {
    worker.start("worker.log_limit", "200KiB");
    Assignment task = command("chatty", "sh", "-c", "seq 1 200000; exec sleep 600");
    worker.assign(task);
    assertThat(worker.heard.logUntil(task.attempt(), "the output goes on"))
        .startsWith("1\n2\n3\n")
        .doesNotContain("200000\n");
    worker.send(new WorkerOrder.Cancel(worker.coordinator.workerId, task.attempt(), "enough"));
    worker.heard.untilFinished(task.attempt());
    assertThat(worker.heard.log(task.attempt())).containsOnlyOnce("the output goes on");
  }

  private static TestOutcome only(List<AttemptNews> said) {
    List<TestOutcome> tests =
        said.stream()
            .filter(AttemptNews.Tests.class::isInstance)
            .flatMap(part -> ((AttemptNews.Tests) part).tests().stream())
            .toList();
    assertThat(tests).hasSize(1);
    return tests.get(0);
  }
}
