package dev.verdict.reports.write.markdown;

import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.ReportedTask;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.AttemptLogs;
import dev.verdict.reports.write.highlights.FailureGroup;
import dev.verdict.reports.write.highlights.FailureKind;
import dev.verdict.reports.write.highlights.Highlights;
import dev.verdict.reports.write.highlights.Some;
import dev.verdict.reports.write.highlights.TestPlace;
import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/** The sections that a red run is opened for. */
final class BadTests {
  private static final int LINES_OF_A_DETAIL = 16;
  private static final int MOST_OF_A_DETAIL = 1_500;

  private final AttemptLogs logs;
  private final List<Section> sections = new ArrayList<>();

  private BadTests(AttemptLogs logs) {
    this.logs = logs;
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
      List<Section.Item> items = groups.stream().map(this::group).toList();
      add(heading, noun, weight, count, items);
    }
  }

  private void list(String heading, String noun, int weight, Some<TestView> tests) {
    if (tests.count() > 0) {
      List<Section.Item> items = tests.kept().stream().map(this::item).toList();
      add(heading, noun, weight, tests.count(), items);
    }
  }

  private Section.Item item(TestView test) {
    String line = "- " + line(test);
    String message = test.message();
    return message == null || message.isBlank()
        ? Section.Item.of(line)
        : new Section.Item(1, line + "  \n  " + MarkdownText.code(message, 300), line);
  }

  /** Red although none of their tests is. */
  private void tasks(List<ReportedTask> tasks) {
    if (!tasks.isEmpty()) {
      List<Section.Item> items =
          tasks.stream().map(task -> Section.Item.of("- " + line(task))).toList();
      add("Tasks that went wrong by themselves", "task", 15, tasks.size(), items);
    }
  }

  private static String line(ReportedTask task) {
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
    sections.add(new Section(title, noun, count, weight, items));
  }

  private Section.Item group(FailureGroup group) {
    TestView first = group.tests().kept().getFirst();
    int count = group.tests().count();
    String title = MarkdownText.code(group.title(), 300);
    if (count == 1) {
      String line = "- " + line(first);
      return new Section.Item(1, line + "  \n  " + title + detail(first), line);
    }
    String brief = "- **" + Numbers.words(count) + " ×** " + title;
    StringBuilder whole = new StringBuilder(brief);
    for (TestView test : group.tests().kept()) {
      whole.append("\n  - ").append(line(test));
    }
    if (group.tests().left() > 0) {
      whole.append("\n  - … and ").append(Numbers.words(group.tests().left()));
      whole.append(" more like these");
    }
    return new Section.Item(count, whole.append(detail(first)).toString(), brief);
  }

  private String line(TestView test) {
    StringBuilder line =
        new StringBuilder("**").append(MarkdownText.code(test.name())).append("**");
    String place = TestPlace.of(test);
    if (!place.isEmpty()) {
      line.append(" in ").append(MarkdownText.code(place, 120));
    }
    TestPlace.time(test).ifPresent(time -> line.append(" · ").append(time));
    logs.of(test.taskId(), test.attempt())
        .ifPresent(log -> line.append(" · ").append(MarkdownText.link("log", log)));
    return line.toString();
  }

  /** The block that says more than the title does. */
  private static String detail(TestView test) {
    String detail = test.detail();
    if (detail == null || detail.isBlank() || detail.strip().equals(FailureKind.message(test))) {
      return "";
    }
    String shown = Cut.lines(detail, LINES_OF_A_DETAIL, MOST_OF_A_DETAIL);
    return "\n\n" + MarkdownText.block(shown, "  ") + "\n";
  }
}
