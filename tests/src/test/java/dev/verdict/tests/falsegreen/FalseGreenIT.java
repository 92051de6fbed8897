package dev.verdict.tests.falsegreen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.ApiProblem;
import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.RunView;
import dev.verdict.contract.api.TaskView;
import dev.verdict.contract.api.TestView;
import dev.verdict.tests.wholesystem.Programs;
import dev.verdict.tests.wholesystem.Runs;
import dev.verdict.tests.wholesystem.Tasks;
import dev.verdict.tests.wholesystem.WholeSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every trick ends red, in all of the system at once, and says with the right reason why. */
@Timeout(60)
class FalseGreenIT {
  private static final String A = "<testcase classname=\"C\" name=\"a\" time=\"0.1\"/>";
  private static final String B = "<testcase classname=\"C\" name=\"b\" time=\"0.1\"/>";
  private static final String FAILED =
      "<testcase classname=\"C\" name=\"b\"><failure message=\"no\">stack</failure></testcase>";
  private static final String GOOD = write("r.xml", suite(A + B));

  @RegisterExtension static final WholeSystem system = new WholeSystem();

  @TempDir Path directory;

  /** Without this one, a system in which nothing can pass would look right. */
  @Test
  void an_honest_run_is_green() throws Exception {
    Runs.Ended ended = run(Tasks.script("honest", GOOD).planning("C::a", "C::b"));
    assertThat(ended.run().verdict()).isEqualTo(Verdict.PASSED);
    assertThat(ended.run().counts().passed()).isEqualTo(2);
    assertThat(ended.task().status().word()).isEqualTo("completed");
  }

  @Test
  void a_retry_that_ran_no_test() throws Exception {
    Path mark = directory.resolve("first-attempt-was-here");
    String script =
        "if mkdir '" + mark + "'; then " + write("r.xml", suite(A + FAILED)) + "; exit 1; fi; ";
    Runs.Ended ended = run(Tasks.script("retry", script + write("r.xml", suite(""))).retried(1));
    assertLost(ended, LostReason.EMPTY_REPORT);
    assertThat(ended.task().attempt()).isEqualTo(2);
  }

  @Test
  void a_shard_whose_pattern_matched_nothing() throws Exception {
    Runs.Ended ended = run(Tasks.script("shard", "for f in nothing*; do :; done"));
    assertLost(ended, LostReason.NO_REPORT);
  }

  @Test
  void a_shard_whose_pattern_matched_nothing_in_pytest() throws Exception {
    assumeTrue(Programs.python("import pytest"), "python3 with pytest");
    Files.writeString(directory.resolve("test_one.py"), "def test_a():\n    pass\n");
    Runs.Ended ended = run(Tasks.pytest("shard", directory, "-k", "no_such_test"));
    assertLost(ended, LostReason.EMPTY_REPORT);
  }

  @Test
  void a_report_left_by_an_earlier_run_with_a_fresh_time_stamp() throws Exception {
    Files.writeString(directory.resolve("old.xml"), suite(A + B) + "\n");
    Runs.Ended ended = run(Tasks.script("stale", "touch old.xml").in(directory));
    assertLost(ended, LostReason.STALE_REPORT);
    assertThat(ended.tests()).noneMatch(test -> test.verdict() == Verdict.PASSED);
  }

  @Test
  void a_crash_after_the_first_tests_and_before_the_report() throws Exception {
    Runs.Ended ended =
        run(Tasks.script("crash", "echo a passed; kill -SEGV $$").planning("C::a", "C::b"));
    assertLost(ended, LostReason.NO_REPORT);
    assertThat(ended.task().result()).extracting(TaskView.TaskResult::exitCode).isEqualTo(139);
    assertThat(ended.run().counts().lost()).isEqualTo(2);
  }

  @Test
  void a_report_that_is_cut_in_the_middle() throws Exception {
    String whole = suite(A + B);
    String cut = whole.substring(0, whole.indexOf("name=\"b\""));
    assertLost(run(Tasks.script("cut", write("r.xml", cut))), LostReason.BROKEN_REPORT);
  }

  @Test
  void an_exit_code_0_with_failures_in_the_report() throws Exception {
    Runs.Ended ended = run(Tasks.script("lies", write("r.xml", suite(A + FAILED)) + "; exit 0"));
    assertBad(ended, Verdict.FAILED);
    assertThat(ended.run().counts().failed()).isEqualTo(1);
    assertThat(ended.run().counts().passed()).isEqualTo(1);
  }

  @Test
  void a_non_zero_exit_code_with_a_clean_report() throws Exception {
    Runs.Ended ended = run(Tasks.script("exit", GOOD + "; exit 1"));
    assertBad(ended, Verdict.ERROR);
    assertThat(ended.task().reason()).contains("exit code 1");
  }

  @Test
  void a_signal_with_a_clean_report() throws Exception {
    Runs.Ended ended = run(Tasks.script("signal", GOOD + "; kill -ABRT $$"));
    assertBad(ended, Verdict.ERROR);
    assertThat(ended.task().reason()).contains("SIGABRT");
  }

  @Test
  void a_timeout_whose_partial_report_is_all_passed() throws Exception {
    String script = write("r.xml", suite(A)) + "; exec sleep 600";
    Runs.Ended ended = run(Tasks.script("slow", script).within(1).planning("C::a", "C::b"));
    assertBad(ended, Verdict.TIMEOUT);
    assertThat(ended.tests())
        .extracting(TestView::id, TestView::verdict)
        .containsExactlyInAnyOrder(tuple("C::a", Verdict.PASSED), tuple("C::b", Verdict.TIMEOUT));
  }

  @Test
  void the_same_report_uploaded_twice() throws Exception {
    Runs.Ended ended = run(Tasks.script("twice", GOOD + "; cp r.xml s.xml"));
    assertLost(ended, LostReason.BROKEN_REPORT);
    assertThat(ended.task().reason()).contains("the same report as");
    assertThat(ended.run().counts().total()).isEqualTo(2);
  }

  @Test
  void a_test_that_disappeared_from_the_suite() throws Exception {
    Runs.Ended ended = run(Tasks.script("gone", GOOD).planning("C::a", "C::b", "C::disappeared"));
    assertLost(ended, LostReason.NOT_REPORTED);
    assertThat(ended.run().completeness().missing()).containsExactly("C::disappeared");
    assertThat(ended.tests())
        .filteredOn(test -> test.verdict() == Verdict.LOST)
        .singleElement()
        .extracting(TestView::id, TestView::lostReason)
        .containsExactly("C::disappeared", LostReason.NOT_REPORTED);
  }

  /** It is not even taken on: there is nothing that could end red. */
  @Test
  void a_run_without_any_task() {
    ApiClient api = new ApiClient(system.url(), system.key());
    Map<String, Object> empty = Map.of("tasks", List.of());
    assertThatExceptionOfType(ApiProblem.class)
        .isThrownBy(() -> api.post("/api/v1/runs", empty, RunView.class))
        .withMessageContaining("at least one task")
        .matches(ApiProblem::isUsage);
  }

  private static Runs.Ended run(Tasks task) throws InterruptedException {
    return system.runs().run(task.request());
  }

  private static void assertLost(Runs.Ended ended, LostReason reason) {
    assertBad(ended, Verdict.LOST);
    assertThat(ended.task().lostReason()).isEqualTo(reason);
    assertThat(ended.task().reason()).startsWith(reason.sentence());
  }

  private static void assertBad(Runs.Ended ended, Verdict verdict) {
    assertThat(ended.task().verdict())
        .as("the task, which says: %s", ended.task().reason())
        .isEqualTo(verdict);
    assertThat(ended.run().verdict()).isEqualTo(verdict);
  }

  private static String write(String file, String text) {
    return "printf '%s\\n' '" + text + "' > " + file;
  }

  private static String suite(String cases) {
    return "<testsuite name=\"S\">" + cases + "</testsuite>";
  }
}
