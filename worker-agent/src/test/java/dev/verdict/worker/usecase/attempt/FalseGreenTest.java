package dev.verdict.worker.usecase.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.message.AttemptNews.End;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.runners.process.Ending.How;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tricks by which a run looks green, on the worker's side: it must tell the facts, so that the
 * coordinator can say lost or failed.
 */
class FalseGreenTest {
  private static final String GOOD = suite(passed("a") + passed("b"));
  private static final String BAD = suite(passed("a") + failed("b"));

  @TempDir Path directory;
  private AttemptBench bench;

  @BeforeEach
  void bench() {
    bench = new AttemptBench(directory.resolve("work"));
  }

  @Test
  void a_clean_run_is_told_as_one() throws Exception {
    assertThat(run(0, GOOD)).isEqualTo(End.EXITED);
    assertThat(bench.tests()).extracting(TestOutcome::id).containsExactly("C::a", "C::b");
    assertThat(bench.finished().lostReason()).isNull();
    assertThat(bench.finished().report().problems()).isEmpty();
    assertThat(bench.finished().report().tests()).isEqualTo(2);
    assertThat(bench.finished().artifacts())
        .singleElement()
        .extracting(a -> a.type())
        .isEqualTo("report");
  }

  @Test
  void no_report() throws Exception {
    bench.run(new FakeLauncher((task, output) -> 0));
    assertThat(bench.finished().lostReason()).isEqualTo(LostReason.NO_REPORT);
    assertThat(bench.finished().report().expected()).isTrue();
    assertThat(bench.finished().report().files()).isZero();
  }

  @Test
  void a_retry_that_ran_no_test_leaves_an_empty_report() throws Exception {
    run(5, suite(""));
    assertThat(bench.finished().end()).isEqualTo(End.EXITED);
    assertThat(bench.finished().lostReason()).isEqualTo(LostReason.EMPTY_REPORT);
  }

  @Test
  void a_report_left_by_an_earlier_run_with_a_fresh_time_stamp() throws Exception {
    bench.sources = (source, into) -> write(into.resolve("reports/old.xml"), GOOD);
    bench.run(
        new FakeLauncher(
            (task, output) -> {
              Path old = task.root().resolve("reports/old.xml");
              Files.setLastModifiedTime(old, FileTime.from(Instant.now().plusSeconds(60)));
              return 0;
            }));
    assertStale();
  }

  @Test
  void a_report_left_by_an_earlier_run_that_was_moved() throws Exception {
    bench.sources = (source, into) -> write(into.resolve("reports/old.xml"), GOOD);
    bench.run(
        new FakeLauncher(
            (task, output) -> {
              Path old = task.root().resolve("reports/old.xml");
              Files.move(old, task.scratch().resolve("new.xml"));
              return 0;
            }));
    assertStale();
  }

  @Test
  void a_report_that_was_there_and_is_written_anew_counts() throws Exception {
    bench.sources = (source, into) -> write(into.resolve("reports/r.xml"), GOOD);
    bench.run(
        new FakeLauncher(
            (task, output) -> {
              write(task.root().resolve("reports/r.xml"), BAD);
              return 1;
            }));
    assertThat(bench.tests())
        .extracting(TestOutcome::verdict)
        .containsExactly(Verdict.PASSED, Verdict.FAILED);
    assertThat(bench.finished().lostReason()).isNull();
  }

  @Test
  void a_crash_after_the_first_tests_and_before_the_report() throws Exception {
    bench.run(new FakeLauncher((task, output) -> 139));
    assertThat(bench.finished().end()).isEqualTo(End.BROKE);
    assertThat(bench.finished().exitCode()).isEqualTo(139);
    assertThat(bench.finished().lostReason()).isEqualTo(LostReason.NO_REPORT);
    assertThat(bench.finished().message()).contains("SIGSEGV");
  }

  @Test
  void a_report_that_is_cut_in_the_middle() throws Exception {
    run(0, GOOD.substring(0, GOOD.indexOf("name=\"b\"")));
    assertThat(bench.tests()).extracting(TestOutcome::id).containsExactly("C::a");
    assertThat(bench.finished().lostReason()).isEqualTo(LostReason.BROKEN_REPORT);
    assertThat(bench.finished().report().problems()).isNotEmpty();
  }

  @Test
  void an_exit_code_0_with_failures_in_the_report() throws Exception {
    run(0, BAD);
    assertThat(bench.finished().exitCode()).isZero();
    assertThat(bench.tests()).extracting(TestOutcome::verdict).contains(Verdict.FAILED);
  }

  @Test
  void a_non_zero_exit_code_with_a_clean_report() throws Exception {
    run(1, GOOD);
    assertThat(bench.finished().end()).isEqualTo(End.EXITED);
    assertThat(bench.finished().exitCode()).isEqualTo(1);
    assertThat(bench.tests()).extracting(TestOutcome::verdict).containsOnly(Verdict.PASSED);
  }

  @Test
  void a_timeout_whose_partial_report_is_all_passed() throws Exception {
    bench.run(
        new FakeLauncher(
            (task, output) -> {
              write(task.scratch().resolve("r.xml"), suite(passed("a")));
              return 143;
            },
            How.TIMED_OUT));
    assertThat(bench.finished().end()).isEqualTo(End.TIMEOUT);
    assertThat(bench.tests()).extracting(TestOutcome::id).containsExactly("C::a");
  }

  @Test
  void the_same_report_twice() throws Exception {
    run(0, GOOD, GOOD);
    assertThat(bench.finished().report().files()).isEqualTo(1);
    assertThat(bench.finished().report().tests()).isEqualTo(2);
    assertThat(bench.finished().report().problems())
        .singleElement()
        .asString()
        .contains("the same report as");
  }

  @Test
  void the_same_test_in_two_reports_has_its_worse_verdict() throws Exception {
    run(0, BAD, GOOD.replace("suite", "suite "));
    assertThat(bench.tests())
        .extracting(TestOutcome::verdict)
        .containsExactly(Verdict.PASSED, Verdict.FAILED);
    assertThat(bench.finished().report().problems())
        .hasSize(2)
        .first()
        .asString()
        .contains("reported 2 times");
  }

  private void assertStale() {
    assertThat(bench.tests()).isEmpty();
    assertThat(bench.finished().lostReason()).isEqualTo(LostReason.STALE_REPORT);
    assertThat(bench.finished().report().problems())
        .singleElement()
        .asString()
        .contains("before the run started");
  }

  private @Nullable End run(int exitCode, String... reports) throws IOException {
    return bench.run(
        new FakeLauncher(
            (task, output) -> {
              for (int i = 0; i < reports.length; i++) {
                write(task.scratch().resolve("r" + i + ".xml"), reports[i]);
              }
              return exitCode;
            }));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String suite(String cases) {
    return "<testsuite name=\"S\">" + cases + "</testsuite>\n";
  }

  private static String passed(String name) {
    return "<testcase classname=\"C\" name=\"" + name + "\" time=\"0.1\"/>";
  }

  private static String failed(String name) {
    return "<testcase classname=\"C\" name=\""
        + name
        + "\"><failure message=\"no\">stack</failure></testcase>";
  }
}
