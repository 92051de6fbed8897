package dev.verdict.reports.write.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.ReportedArtifact;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.HostileText;
import dev.verdict.reports.write.SampleRuns;
import dev.verdict.reports.write.Written;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

class GitlabReportTest {

  @Test
  void eachCaseNamesItsFile() {
    assertThat(Dom.all(root(SampleRuns.mixed()), "testcase"))
        .hasSize(60)
        .allMatch(test -> test.getAttribute("file").startsWith("tests/test_part_"));
  }

  @Test
  void whatIsShownStandsInTheText() {
    Element error = Dom.all(root(SampleRuns.mixed()), "error").getFirst();
    assertThat(error.getTextContent()).isEqualTo("FixtureLookupError: fixture 'db' not found");
  }

  @Test
  void casesOfOneNameGetNumbersSinceGitlabDropsTheSecond() {
    TestView one = SampleRuns.view(1, "same", Verdict.PASSED, null, null, null, null, false);
    TestView two = SampleRuns.view(2, "same", Verdict.PASSED, null, null, null, null, false);
    TestView elsewhere = SampleRuns.view(13, "same", Verdict.PASSED, null, null, null, null, false);
    assertThat(Dom.all(root(SampleRuns.of(List.of(one, two, elsewhere))), "testcase"))
        .extracting(test -> test.getAttribute("name"))
        .containsExactly("same", "same (2)", "same");
  }

  @Test
  void aPictureNamedAfterAFailedTestIsAttachedToItAlone() {
    RunReport mixed = SampleRuns.mixed();
    List<ReportedArtifact> artifacts = new ArrayList<>(mixed.artifacts());
    artifacts.add(
        new ReportedArtifact(
            "shot",
            "shots/test_rounding-3-.png",
            10,
            "screenshot",
            null,
            mixed.tasks().getFirst().id(),
            1,
            null));
    RunReport report =
        new RunReport(
            mixed.run(),
            mixed.systemInfo(),
            mixed.tasks(),
            mixed.tests(),
            artifacts,
            mixed.performanceMetrics(),
            mixed.writtenAt());

    List<Element> outputs = Dom.all(root(report), "system-out");

    assertThat(outputs).hasSize(1);
    assertThat(outputs.getFirst().getTextContent())
        .isEqualTo("[[ATTACHMENT|shots/test_rounding-3-.png]]");
    assertThat(((Element) outputs.getFirst().getParentNode()).getAttribute("name"))
        .isEqualTo("test_rounding[3]");
  }

  @ParameterizedTest
  @MethodSource("dev.verdict.reports.write.HostileText#all")
  void hostileTextIsWellFormed(String text) {
    assertThat(Dom.all(root(HostileText.everywhere(text)), "testcase")).hasSize(60);
  }

  @Test
  void manyLongFailuresStayBelowWhatGitlabTakes() {
    String stack = "at a.b.C(D.java:1)\n".repeat(1_000);
    List<TestView> tests = new ArrayList<>();
    for (int number = 0; number < 2_000; number++) {
      tests.add(SampleRuns.bad(number, Verdict.FAILED, "broken", "E", stack));
    }
    assertThat(Written.bytes("gitlab", SampleRuns.of(tests))).hasSizeLessThan(30_000_000);
  }

  private static Element root(RunReport report) {
    return Dom.root(Written.bytes("gitlab", report));
  }
}
