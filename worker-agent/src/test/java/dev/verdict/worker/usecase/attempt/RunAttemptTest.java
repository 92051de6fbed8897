package dev.verdict.worker.usecase.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.api.TaskConfig;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.AttemptNews.End;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.runners.process.Channel;
import dev.verdict.worker.domain.Stop;
import dev.verdict.worker.usecase.Held;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@org.junit.jupiter.api.Timeout(60)
class RunAttemptTest {
  private static final String REPORT =
      "<testsuite><testcase classname='C'"
          + " name='a'><failure>s3cr3t</failure></testcase></testsuite>";

  @TempDir Path directory;
  private AttemptBench bench;

  @BeforeEach
  void bench() {
    bench = new AttemptBench(directory.resolve("work"));
  }

  @Test
  void everything_is_told_in_order_although_the_broker_is_away_for_a_while() throws Exception {
    bench.news.awayFor(4);
    bench.run(new FakeLauncher(this::fails));
    assertThat(bench.news.told())
        .hasExactlyElementsOfTypes(
            AttemptNews.Started.class, AttemptNews.Tests.class, AttemptNews.Finished.class);
    assertThat(bench.finished().parts()).isEqualTo(1);
    assertThat(bench.news.logIsWhole()).isTrue();
    assertThat(bench.freed).hasValue(1);
    assertThat(bench.nothingIsLeft()).isTrue();
  }

  @Test
  void a_secret_is_masked_in_the_log_in_the_results_and_in_the_kept_report() throws Exception {
    StringBuilder kept = new StringBuilder();
    bench.artifacts =
        (session, attempt, name, path, type, file) -> {
          kept.append(Files.readString(file));
          return new ArtifactStore.Kept("A", 1, "sha");
        };
    bench.run(new FakeLauncher(this::fails));
    assertThat(bench.news.log()).isEqualTo("before *** after\n");
    assertThat(bench.tests()).extracting(TestOutcome::detail).containsExactly("***");
    assertThat(kept.toString()).contains("***").doesNotContain("s3cr3t");
  }

  @Test
  void when_the_lease_runs_out_nothing_more_is_told() throws Exception {
    End end =
        bench.run(
            new FakeLauncher(
                (task, output) -> {
                  bench.nanos.set(TimeUnit.SECONDS.toNanos(31));
                  return fails(task, output);
                }));
    assertThat(end).isNull();
    assertThat(bench.news.told())
        .hasSizeLessThanOrEqualTo(1)
        .noneMatch(AttemptNews.Finished.class::isInstance);
    assertThat(bench.nothingIsLeft()).isTrue();
  }

  @Test
  void a_broker_that_stays_away_is_given_up_with_the_lease() throws Exception {
    bench.news.awayFor(Integer.MAX_VALUE);
    End end =
        bench.run(
            new FakeLauncher(
                (task, output) -> {
                  // The clock runs while somebody tries to tell.
                  Thread.ofVirtual().start(() -> bench.nanos.set(TimeUnit.SECONDS.toNanos(31)));
                  return 0;
                }));
    assertThat(end).isNull();
    assertThat(bench.news.told()).isEmpty();
  }

  @Test
  void a_source_that_cannot_be_had_is_told_and_nothing_is_started() throws Exception {
    bench.sources =
        (source, into) -> {
          throw new IOException("the disk is on fire");
        };
    FakeLauncher launcher = new FakeLauncher((task, output) -> 0);
    assertThat(bench.run(launcher)).isEqualTo(End.NOT_STARTED);
    assertThat(launcher.started).isFalse();
    assertThat(bench.finished().lostReason()).isEqualTo(LostReason.SOURCE_UNAVAILABLE);
    assertThat(bench.finished().message()).isEqualTo("the disk is on fire");
  }

  @Test
  void a_runner_that_is_not_there_is_named() throws Exception {
    bench.held =
        new Held(
            AttemptBench.task(
                new TaskConfig(null, null, "fakee", null, null, null, null, null, Map.of())));
    bench.run(new FakeLauncher((task, output) -> 0));
    assertThat(bench.finished().lostReason()).isEqualTo(LostReason.RUNNER_UNAVAILABLE);
    assertThat(bench.finished().message()).contains("fakee", "did you mean fake?");
  }

  @Test
  void a_cancel_while_the_source_is_fetched_interrupts_it() throws Exception {
    CountDownLatch fetching = new CountDownLatch(1);
    bench.sources =
        (source, into) -> {
          fetching.countDown();
          new CountDownLatch(1).await();
        };
    Thread canceller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    fetching.await();
                    bench.held.stop(new Stop.Cancelled("changed my mind"));
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    assertThat(bench.run(new FakeLauncher((task, output) -> 0))).isEqualTo(End.CANCELLED);
    assertThat(bench.finished().message()).isEqualTo("changed my mind");
    canceller.join();
  }

  @Test
  void a_cancel_while_it_runs_ends_the_process_and_tells_what_there_is() throws Exception {
    FakeLauncher[] launcher = new FakeLauncher[1];
    launcher[0] =
        new FakeLauncher(
            (task, output) -> {
              Files.writeString(task.scratch().resolve("r.xml"), REPORT);
              bench.held.stop(new Stop.Cancelled("enough"));
              launcher[0].killed.await();
              return 143;
            });
    assertThat(bench.run(launcher[0])).isEqualTo(End.CANCELLED);
    assertThat(bench.tests()).hasSize(1);
    assertThat(bench.finished().message()).isEqualTo("enough");
    assertThat(launcher[0].closed).isTrue();
  }

  @Test
  void to_be_forgotten_while_it_runs_ends_the_process_and_tells_nothing() throws Exception {
    FakeLauncher[] launcher = new FakeLauncher[1];
    launcher[0] =
        new FakeLauncher(
            (task, output) -> {
              bench.held.stop(new Stop.Forgotten("lease"));
              launcher[0].killed.await();
              return 143;
            });
    assertThat(bench.run(launcher[0])).isNull();
    assertThat(bench.news.told()).noneMatch(AttemptNews.Finished.class::isInstance);
  }

  @Test
  void what_cannot_be_kept_is_named_and_fails_nothing() throws Exception {
    bench.artifacts =
        (session, attempt, name, path, type, file) -> {
          throw new IOException("the store is full");
        };
    assertThat(bench.run(new FakeLauncher(this::fails))).isEqualTo(End.EXITED);
    assertThat(bench.finished().artifacts())
        .singleElement()
        .satisfies(
            artifact -> {
              assertThat(artifact.id()).isNull();
              assertThat(artifact.problem()).contains("the store is full");
            });
  }

  @Test
  void a_command_may_not_start_outside_of_its_source() throws Exception {
    bench.held =
        new Held(
            AttemptBench.task(
                new TaskConfig(
                    null, List.of("x"), null, null, null, "../..", null, null, Map.of())));
    bench.run(new FakeLauncher((task, output) -> 0));
    assertThat(bench.finished().lostReason()).isEqualTo(LostReason.SOURCE_UNAVAILABLE);
    assertThat(bench.finished().message()).contains("directory: '../..'");
  }

  @Test
  void an_error_of_our_own_is_told_and_not_swallowed() throws Exception {
    bench.sources =
        (source, into) -> {
          throw new IllegalStateException("a bug");
        };
    assertThat(bench.run(new FakeLauncher((task, output) -> 0))).isEqualTo(End.NOT_STARTED);
    assertThat(bench.finished().message()).contains("a bug");
    assertThat(bench.freed).hasValue(1);
  }

  private int fails(
      dev.verdict.plugin.runner.RunnerTask task, dev.verdict.runners.process.OutputSink output)
      throws IOException, InterruptedException {
    output.accept(Channel.OUTPUT, Instant.EPOCH, "before s3c".getBytes(UTF_8));
    output.accept(Channel.OUTPUT, Instant.EPOCH, "r3t after\n".getBytes(UTF_8));
    Files.writeString(task.scratch().resolve("r.xml"), REPORT);
    return 1;
  }
}
