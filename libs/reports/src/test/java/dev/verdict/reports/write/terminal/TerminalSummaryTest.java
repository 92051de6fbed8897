package dev.verdict.reports.write.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.HostileText;
import dev.verdict.reports.write.SampleRuns;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TerminalSummaryTest {
  private static final TerminalStyle PLAIN = new TerminalStyle(80, false, true);

  @Test
  void theVerdictComesFirstAndTheReportsLast() {
    String summary = render(SampleRuns.mixed(), PLAIN);
    assertThat(summary).startsWith("\n■ Cancelled  shop: all suites\n");
    assertThat(summary)
        .contains("  ✗ tests/test_part_0.py  test_rounding[3]  3.0 s\n")
        .contains("    AssertionError: assert 3 == 4 (kind x)\n")
        .contains("    the worker stopped answering and its lease ran out\n")
        .contains(
            "4 failed · 1 error · 1 timeout · 3 lost · 1 cancelled · 2 skipped · 48 passed of 60"
                + " tests in 1 min 12 s\n")
        .contains("Reports: out/test_report_1.json\n")
        .endsWith("Run:     https://verdict.example.org/runs/" + SampleRuns.RUN_ID + "\n");
  }

  @Test
  void aRuleThatIsBrokenIsExplainedAndOneThatIsMetIsNot() {
    assertThat(render(SampleRuns.gated(), PLAIN))
        .contains("✗ Quality gate failed: max_failures\n")
        .contains(
            "    max_failures: 10 bad (expected: <= 0)\n    min_coverage: nobody recorded it\n")
        .doesNotContain("min_completeness");
  }

  @Test
  void thePageOfTheRunComesLast() {
    RunReport report = SampleRuns.green();
    ReportedRun run = report.run();
    RunReport withPage =
        new RunReport(
            run.linked(Map.of("report", "https://v.example/r", "page", "https://v.example/runs/1")),
            report.systemInfo(),
            report.tasks(),
            report.tests(),
            report.artifacts(),
            report.performanceMetrics(),
            report.writtenAt());
    assertThat(render(withPage, PLAIN))
        .endsWith("Report:  https://v.example/r\nRun:     https://v.example/runs/1\n");
  }

  @Test
  void aGreenRunIsShort() {
    assertThat(render(SampleRuns.green(), PLAIN).lines()).hasSizeLessThan(10);
  }

  @Test
  void aLargeRedRunStaysOnAScreenOrTwo() {
    String summary = render(SampleRuns.large(10_000, 2), PLAIN);
    assertThat(summary.lines().count()).isLessThan(250);
    assertThat(summary).contains("more like these");
  }

  @Test
  void coloursOnlyWhereTheyAreWanted() {
    assertThat(render(SampleRuns.mixed(), PLAIN)).doesNotContain("\u001b");
    assertThat(render(SampleRuns.mixed(), new TerminalStyle(80, true, true)))
        .contains("\u001b[1;33m■ Cancelled\u001b[0m");
  }

  @ParameterizedTest
  @MethodSource("dev.verdict.reports.write.HostileText#all")
  void hostileTextCannotMoveTheCursor(String text) {
    String summary = render(HostileText.everywhere(text), PLAIN);
    assertThat(summary.replace("\n", "").chars())
        .noneMatch(character -> Character.isISOControl(character) || character == 0x202e);
  }

  @ParameterizedTest
  @MethodSource("dev.verdict.reports.write.HostileText#all")
  void withoutUnicodeThereIsOnlyAscii(String text) {
    String summary = render(HostileText.everywhere(text), new TerminalStyle(60, false, false));
    assertThat(summary.chars())
        .allMatch(character -> character == '\n' || (character >= 0x20 && character < 0x7f));
  }

  @Test
  void linesKeepToTheWidth() {
    String summary =
        render(
            HostileText.everywhere("a name that is long ".repeat(40)),
            new TerminalStyle(100, false, true));
    // Addresses and file names are of no use when they are cut; the counts have their own length.
    assertThat(summary.lines())
        .filteredOn(
            line ->
                !line.contains("log: ")
                    && !line.startsWith("Run: ")
                    && !line.contains(" of 60 tests"))
        .allMatch(line -> line.length() <= 100);
  }

  private static String render(RunReport report, TerminalStyle style) {
    return TerminalSummary.render(report, List.of(Path.of("out/test_report_1.json")), style);
  }
}
