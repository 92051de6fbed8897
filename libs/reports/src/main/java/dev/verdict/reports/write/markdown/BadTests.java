package dev.verdict.reports.write.markdown;

import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.ReportedTask;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.AttemptLogs;
import dev.verdict.reports.write.highlights.FailureGroup;
import dev.verdict.reports.write.highlights.Highlights;
import dev.verdict.reports.write.highlights.Some;
import dev.verdict.reports.write.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/** The sections that a red run is opened for. */
final class BadTests {
  private final TestItems tests;
  private final List<Section> sections = new ArrayList<>();

  private BadTests(AttemptLogs logs) {
    this.tests = new TestItems(logs, TestLinks.NONE, Integer.MAX_VALUE);
  }

  static List<Section> sections(RunReport report, Highlights tests, AttemptLogs logs) {
    BadTests bad = new BadTests(logs);
    bad.groups("Failures", "failure", 50, tests.failureCount(), tests.failures());
    bad.tasks(tests.notExplained(report.tasks()));
    bad.groups("Lost", "lost test", 20, tests.lostCount(), tests.lost());
    bad.list("Timed out", "timed out test", 10, tests.timeouts());
    bad.list("Cancelled", "cancelled test", 5, tests.cancelled());
    bad.list("Not finished", "unfinished test", 5, tests.pending());
    if (tests.lostCount() == 0 && tests.pending().count() == 0) {
      bad.missing(report.run());
    }
    bad.list("Flaky: failed, then passed", "flaky test", 8, tests.flaky());
    return bad.sections;
  }

  private void groups(
      String heading, String noun, int weight, int count, List<FailureGroup> groups) {
    if (count > 0) {
      List<Section.Item> items = groups.stream().map(tests::group).toList();
      add(heading, noun, weight, count, items);
    }
  }

  private void list(String heading, String noun, int weight, Some<TestView> some) {
    if (some.count() > 0) {
      List<Section.Item> items = some.kept().stream().map(tests::item).toList();
      add(heading, noun, weight, some.count(), items);
    }
  }

  /** Red although none of their tests is. */
  private void tasks(List<ReportedTask> tasks) {
    if (!tasks.isEmpty()) {
      List<Section.Item> items =
          tasks.stream().map(task -> Section.Item.of("- " + line(task))).toList();
      add("Tasks that went wrong by themselves", "task", 15, tasks.size(), items);
    }
  }

  static String line(ReportedTask task) {
    String reason = task.reason();
    return "**"
        + MarkdownText.code(task.name())
        + "** "
        + (task.verdict() == null ? task.status().word() : task.verdict().word())
        + (reason == null ? "" : ": " + MarkdownText.code(reason, 300))
        + (task.exitCode() == null ? "" : " · exit code " + task.exitCode());
  }

  /** Known only by their identities. */
  private void missing(ReportedRun run) {
    if (run.missing() > 0) {
      List<Section.Item> items =
          run.completeness().missing().stream()
              .limit(run.missing())
              .map(id -> Section.Item.of("- " + MarkdownText.code(id)))
              .toList();
      add("Missing", "missing test", 20, run.missing(), items);
    }
  }

  private void add(String heading, String noun, int weight, int count, List<Section.Item> items) {
    String title = heading + " (" + Numbers.words(count) + ")";
    sections.add(new Section("##", title, noun, count, weight, items));
  }
}
