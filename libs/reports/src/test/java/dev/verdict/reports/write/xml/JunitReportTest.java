package dev.verdict.reports.write.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.ReadResult;
import dev.verdict.reports.ReportReaders;
import dev.verdict.reports.Totals;
import dev.verdict.reports.model.ReportedTask;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.HostileText;
import dev.verdict.reports.write.SampleRuns;
import dev.verdict.reports.write.Written;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

class JunitReportTest {

  static Stream<RunReport> runs() {
    return Stream.of(
        SampleRuns.empty(),
        SampleRuns.green(),
        SampleRuns.mixed(),
        SampleRuns.large(700, 3),
        withCleanTestsButExitCode3());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void jenkinsAcceptsIt(RunReport report) {
    assertThat(problems(Written.bytes("xml", report))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.verdict.reports.write.HostileText#all")
  void jenkinsAcceptsHostileText(String text) {
    byte[] xml = Written.bytes("xml", HostileText.everywhere(text));
    assertThat(problems(xml)).isEmpty();
    assertThat(Dom.all(Dom.root(xml), "testcase"))
        .hasSize(60)
        .allMatch(test -> test.getAttribute("name").equals(expected(text)));
  }

  @Test
  void theRulesWouldHaveFoundIt() {
    byte[] gitlab = Written.bytes("gitlab", SampleRuns.green());
    assertThat(problems(gitlab)).contains("testcase has file");
  }

  @ParameterizedTest
  @MethodSource("runs")
  void ourOwnReaderFindsTheSameTotals(RunReport report) {
    Counts counts = report.run().counts();
    // A run that is red although no test is has one case more, which stands for it.
    int more = counts.bad() == 0 && report.run().verdict() != Verdict.PASSED ? 1 : 0;
    Totals expected =
        new Totals(
            counts.total() + more,
            counts.passed(),
            counts.failed(),
            counts.bad() - counts.failed() + more,
            counts.skipped());
    for (String format : List.of("xml", "gitlab")) {
      byte[] xml = Written.bytes(format, report);
      ReadResult read = ReportReaders.read(new ByteArrayInputStream(xml), "r.xml", test -> {});
      assertThat(read.totals()).as(format).isEqualTo(expected);
      assertThat(read.complete()).isTrue();
    }
  }

  @Test
  void theCountsOfASuiteAreThoseOfItsCases() {
    for (Element suite : Dom.all(Dom.root(Written.bytes("xml", SampleRuns.mixed())), "testsuite")) {
      assertThat(suite.getAttribute("tests")).isEqualTo(count(suite, "testcase"));
      assertThat(suite.getAttribute("failures")).isEqualTo(count(suite, "failure"));
      assertThat(suite.getAttribute("errors")).isEqualTo(count(suite, "error"));
      assertThat(suite.getAttribute("skipped")).isEqualTo(count(suite, "skipped"));
      assertThat(Dom.all(suite, "property").getFirst().getAttribute("value"))
          .isEqualTo(SampleRuns.RUN_ID);
      assertThat(suite.getAttribute("file")).startsWith("tests/test_part_");
      assertThat(suite.getAttribute("log")).startsWith("https://verdict.example.org/a/");
    }
  }

  @Test
  void lostAndTimedOutTestsAreErrorsThatSayWhich() {
    Element root = Dom.root(Written.bytes("xml", SampleRuns.mixed()));
    assertThat(Dom.all(root, "error").stream().map(error -> error.getAttribute("type")))
        .containsExactly("FixtureLookupError", "timeout", "lost", "lost", "lost", "cancelled");
    assertThat(Dom.all(root, "error").get(4).getAttribute("message"))
        .isEqualTo("it was planned, and the report does not mention it");
  }

  @Test
  void aFlakyTestHasPassed() {
    Element flaky =
        Dom.all(Dom.root(Written.bytes("xml", SampleRuns.mixed())), "flakyFailure").getFirst();
    assertThat(flaky.getAttribute("message")).isEqualTo("it failed before it passed in this run");
    assertThat(Dom.all((Element) flaky.getParentNode(), "failure")).isEmpty();
  }

  @Test
  void anExitCodeBehindACleanReportIsRed() {
    Element root = Dom.root(Written.bytes("xml", withCleanTestsButExitCode3()));
    assertThat(root.getAttribute("errors")).isEqualTo("1");
    assertThat(Dom.all(root, "error").getFirst().getAttribute("message"))
        .isEqualTo("it ended with an error (exit code 3)");
    assertThat(Dom.all(root, "testcase").getLast().getAttribute("name"))
        .isEqualTo("the task itself");
  }

  @Test
  void anEmptyPlanIsRed() {
    Element root = Dom.root(Written.bytes("xml", SampleRuns.empty()));
    assertThat(root.getAttribute("errors")).isEqualTo("1");
    assertThat(Dom.all(root, "error").getFirst().getAttribute("type")).isEqualTo("lost");
  }

  @Test
  void aTestWithoutAVerdictIsRed() {
    Element root = Dom.root(Written.bytes("xml", SampleRuns.of(List.of(SampleRuns.test(1, null)))));
    assertThat(Dom.all(root, "error").getFirst().getAttribute("type")).isEqualTo("pending");
  }

  @Test
  void testsOfOneTaskThatStandApartAreAllThere() {
    TestView here = SampleRuns.test(1, Verdict.PASSED);
    TestView there = SampleRuns.test(13, Verdict.FAILED);
    TestView again = SampleRuns.test(2, Verdict.FAILED);
    Element root = Dom.root(Written.bytes("xml", SampleRuns.of(List.of(here, there, again))));
    assertThat(Dom.all(root, "testsuite")).hasSize(3);
    assertThat(Dom.all(root, "testcase")).hasSize(3);
  }

  private static RunReport withCleanTestsButExitCode3() {
    RunReport green = SampleRuns.green();
    ReportedTask task = green.tasks().getFirst();
    ReportedTask red =
        new ReportedTask(
            task.id(),
            task.name(),
            task.type(),
            TaskStatus.FAILED,
            Verdict.ERROR,
            "it ended with an error",
            null,
            1,
            "worker-1",
            task.startedAt(),
            1.0,
            3,
            task.files(),
            task.counts());
    RunReport run = SampleRuns.ended(green, Verdict.ERROR, "a task went wrong by itself");
    return new RunReport(
        run.run(),
        run.systemInfo(),
        List.of(red),
        run.tests(),
        run.artifacts(),
        run.performanceMetrics(),
        run.writtenAt());
  }

  private static String expected(String text) {
    // As a reader gets it back: attributes keep their line breaks when they are written as numbers.
    return XmlText.of(text);
  }

  private static String count(Element suite, String name) {
    return Integer.toString(Dom.all(suite, name).size());
  }

  private static List<String> problems(byte[] xml) {
    List<String> problems = new ArrayList<>();
    JenkinsRules.check(Dom.root(xml), problems);
    return problems;
  }
}
