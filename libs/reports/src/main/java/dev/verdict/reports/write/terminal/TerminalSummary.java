package dev.verdict.reports.write.terminal;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.ReportedTask;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.AttemptLogs;
import dev.verdict.reports.write.VerdictWords;
import dev.verdict.reports.write.highlights.FailureGroup;
import dev.verdict.reports.write.highlights.FailureKind;
import dev.verdict.reports.write.highlights.Highlights;
import dev.verdict.reports.write.highlights.Some;
import dev.verdict.reports.write.highlights.TestPlace;
import dev.verdict.reports.write.terminal.Pen.Ink;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.Numbers;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run on one screen: the verdict, what failed with its message and file, what is lost
 * and why, the counts, and where to read on.
 */
public final class TerminalSummary {
  private static final Highlights.Limits LIMITS =
      new Highlights.Limits(12, 5, 5, 3, 200_000, 2_000);
  private static final int LINES_OF_A_DETAIL = 6;

  private final RunReport report;
  private final AttemptLogs logs;
  private final Pen pen;

  private TerminalSummary(RunReport report, TerminalStyle style) {
    this.report = report;
    this.logs = new AttemptLogs(report.artifacts());
    this.pen = new Pen(style);
  }

  /**
   * Lines that end in a line feed.
   *
   * @param files the reports that were written
   */
  public static String render(RunReport report, List<Path> files, TerminalStyle style) {
    TerminalSummary summary = new TerminalSummary(report, style);
    summary.verdict();
    summary.tests(Highlights.of(report.tests(), LIMITS));
    summary.counts();
    GateLines.write(summary.pen, report.findings().gate());
    summary.whereToReadOn(files);
    return summary.pen.written();
  }

  private void verdict() {
    ReportedRun run = report.run();
    String title = pen.sign(run.verdict()) + " " + VerdictWords.title(run);
    String name = pen.foreign(run.name(), title.length() + 2);
    pen.line();
    pen.line(pen.ink(title, Ink.BOLD, Pen.ink(run.verdict())) + "  " + pen.ink(name, Ink.BOLD));
    if (run.reason() != null && !run.reason().isBlank()) {
      pen.line("  " + pen.foreign(run.reason(), 2));
    }
  }

  private void tests(Highlights tests) {
    groups("Failures", Verdict.FAILED, tests.failureCount(), tests.failures());
    tasks(tests.notExplained(report.tasks()));
    groups("Lost", Verdict.LOST, tests.lostCount(), tests.lost());
    list("Timed out", Verdict.TIMEOUT, tests.timeouts());
    list("Cancelled", Verdict.CANCELLED, tests.cancelled());
    if (tests.lostCount() == 0 && tests.pending().count() == 0) {
      missing(report.run());
    }
    list("Flaky: failed, then passed", null, tests.flaky());
  }

  private void groups(String heading, Verdict verdict, int count, List<FailureGroup> groups) {
    if (count == 0) {
      return;
    }
    heading(heading, count);
    int told = 0;
    for (FailureGroup group : groups) {
      told += group.tests().count();
      for (TestView test : group.tests().kept()) {
        test(verdict, test);
      }
      if (group.tests().left() > 0) {
        pen.line(pen.plain("  … and " + Numbers.words(group.tests().left()) + " more like these"));
      }
      message(group);
    }
    more(count - told);
  }

  /** What the tests above it have in common. */
  private void message(FailureGroup group) {
    TestView first = group.tests().kept().getFirst();
    pen.line("    " + pen.foreign(group.title(), 4));
    String detail = first.detail();
    if (detail != null) {
      detail
          .lines()
          .filter(line -> !line.isBlank() && !line.strip().equals(FailureKind.message(first)))
          .limit(LINES_OF_A_DETAIL)
          .forEach(line -> pen.line("    " + pen.ink(indented(line), Ink.FAINT)));
    }
    logs.of(first.taskId(), first.attempt())
        .ifPresent(log -> pen.line("    " + pen.ink("log: " + pen.whole(log), Ink.FAINT)));
  }

  private String indented(String line) {
    int indent = Math.min(8, line.length() - line.stripLeading().length());
    return " ".repeat(indent) + pen.foreign(line, 4 + indent);
  }

  private void list(String heading, @Nullable Verdict verdict, Some<TestView> tests) {
    if (tests.count() == 0) {
      return;
    }
    heading(heading, tests.count());
    tests.kept().forEach(test -> test(verdict, test));
    more(tests.left());
  }

  private void missing(ReportedRun run) {
    if (run.missing() == 0) {
      return;
    }
    heading("Planned, and nobody accounts for", run.missing());
    List<String> known = run.completeness().missing().stream().limit(LIMITS.perList()).toList();
    known.forEach(id -> pen.line("  " + pen.foreign(id, 2)));
    more(run.missing() - known.size());
  }

  /** Red although none of their tests is. */
  private void tasks(List<ReportedTask> alone) {
    if (alone.isEmpty()) {
      return;
    }
    heading("Tasks that went wrong by themselves", alone.size());
    for (ReportedTask task : alone.subList(0, Math.min(LIMITS.perList(), alone.size()))) {
      String sign = pen.ink(pen.sign(task.verdict()), Pen.ink(task.verdict()));
      String code = task.exitCode() == null ? "" : "  exit code " + task.exitCode();
      String name = pen.foreign(task.name(), 4 + code.length());
      pen.line("  " + sign + " " + pen.ink(name, Ink.BOLD) + pen.ink(code, Ink.FAINT));
      if (task.reason() != null) {
        pen.line("    " + pen.foreign(task.reason(), 4));
      }
    }
    more(alone.size() - LIMITS.perList());
  }

  private void heading(String heading, int count) {
    pen.line();
    pen.line(pen.ink(heading + " (" + Numbers.words(count) + ")", Ink.BOLD));
  }

  private void more(int left) {
    if (left > 0) {
      pen.line(pen.plain("  … and " + Numbers.words(left) + " more"));
    }
  }

  private void test(@Nullable Verdict verdict, TestView test) {
    Verdict shown = test.flaky() && verdict == null ? test.verdict() : verdict;
    String sign = pen.ink(pen.sign(shown), Pen.ink(verdict));
    String time = TestPlace.time(test).map(words -> "  " + words).orElse("");
    String place = TestPlace.of(test);
    int room = 4 + time.length();
    String shownPlace = place.isEmpty() ? "" : pen.foreign(place, room + pen.width() / 2) + "  ";
    String name = pen.foreign(test.name(), room + shownPlace.length());
    pen.line("  " + sign + " " + shownPlace + pen.ink(name, Ink.BOLD) + pen.ink(time, Ink.FAINT));
  }

  private void counts() {
    ReportedRun run = report.run();
    StringBuilder line = new StringBuilder();
    for (VerdictWords.Count count : VerdictWords.all(run.counts())) {
      if (count.number() > 0) {
        line.append(line.isEmpty() ? "" : pen.plain(" · "));
        String words = Numbers.words(count.number()) + " " + count.word();
        line.append(pen.ink(words, Pen.ink(count.verdict())));
      }
    }
    line.append(line.isEmpty() ? "no tests" : " of " + Numbers.of(run.counts().total(), "test"));
    if (run.duration() != null) {
      line.append(" in ").append(Durations.words(run.duration()));
    }
    pen.line();
    pen.line(line.toString());
  }

  private void whereToReadOn(List<Path> files) {
    ReportedRun run = report.run();
    if (!files.isEmpty()) {
      pen.line();
      String label = "Reports: ";
      for (Path file : files) {
        pen.line(pen.ink(label, Ink.FAINT) + pen.whole(file.toString()));
        label = " ".repeat(label.length());
      }
    }
    String whole = run.links().getOrDefault("report", run.links().get("self"));
    String page = run.links().get("page");
    if (page != null) {
      address("Report:  ", whole);
    }
    address("Run:     ", page == null ? whole : page);
  }

  private void address(String label, @Nullable String address) {
    if (address != null) {
      pen.line(pen.ink(label, Ink.FAINT) + pen.whole(address));
    }
  }
}
