package dev.verdict.reports.write.markdown;

import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.Baseline;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.ReportedTask;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.AttemptLogs;
import dev.verdict.reports.write.highlights.FailureGroup;
import dev.verdict.reports.write.highlights.Highlights;
import dev.verdict.reports.write.highlights.NewAndOld;
import dev.verdict.reports.write.highlights.Some;
import dev.verdict.reports.write.markdown.CommentTemplate.Place;
import dev.verdict.reports.write.text.Numbers;
import java.util.List;

/** The places of a comment that hold lists, which share the room. */
final class CommentSections {
  private static final String MARKS = "###";

  /** One screen: under more entries than these a stack would push the next one out of sight. */
  private static final int DETAILS = 5;

  private static final Highlights.Limits ONLY_SLOWEST = new Highlights.Limits(1, 1, 1, 5, 0, 0);

  private final RunReport report;
  private final Baseline baseline;
  private final NewAndOld tests;
  private final TestItems whole;
  private final TestItems linked;
  private final TestItems brief;

  CommentSections(
      RunReport report, Baseline baseline, NewAndOld tests, AttemptLogs logs, TestLinks links) {
    this.report = report;
    this.baseline = baseline;
    this.tests = tests;
    this.whole = new TestItems(logs, links, DETAILS);
    this.linked = new TestItems(logs, links, 0);
    this.brief = new TestItems(logs, TestLinks.NONE, 0);
  }

  List<Section> of(Place place) {
    return switch (place) {
      case NEW_FAILURES -> groups(fresh(), 60, tests.freshCount(), tests.fresh(), whole);
      case NEW_FAILURES_BRIEF -> groups(fresh(), 60, tests.freshCount(), tests.fresh(), brief);
      case BROKEN_BEFORE -> groups(old(), 20, tests.oldCount(), tests.old(), linked);
      case BROKEN_BEFORE_BRIEF -> groups(old(), 20, tests.oldCount(), tests.old(), brief);
      case TASKS -> tasks(tests.notExplained(report.tasks()));
      case UNFINISHED -> unfinished();
      case FLAKY -> list("Flaky: failed, then passed", "flaky test", 10, tests.flaky());
      case SLOWEST, ARTIFACTS, METRICS, SYSTEM -> rest(place);
      default -> List.of();
    };
  }

  private String fresh() {
    return baseline.isKnown() ? "New here" : "Failures";
  }

  private String old() {
    return "Broken before, on " + MarkdownText.code(baseline.branch());
  }

  private static List<Section> groups(
      String heading, int weight, int count, List<FailureGroup> groups, TestItems items) {
    return count == 0
        ? List.of()
        : List.of(
            new Section(
                MARKS,
                heading + " (" + Numbers.words(count) + ")",
                "failure",
                count,
                weight,
                groups.stream().map(items::group).toList()));
  }

  private List<Section> list(String heading, String noun, int weight, Some<TestView> some) {
    return some.count() == 0
        ? List.of()
        : List.of(
            new Section(
                MARKS,
                heading + " (" + Numbers.words(some.count()) + ")",
                noun,
                some.count(),
                weight,
                some.kept().stream().map(linked::item).toList()));
  }

  private static List<Section> tasks(List<ReportedTask> tasks) {
    return tasks.isEmpty()
        ? List.of()
        : List.of(
            new Section(
                MARKS,
                "Tasks that went wrong by themselves (" + Numbers.words(tasks.size()) + ")",
                "task",
                tasks.size(),
                15,
                tasks.stream().map(task -> Section.Item.of("- " + BadTests.line(task))).toList()));
  }

  /** Of a run that ended without them they are known by their identities alone. */
  private List<Section> unfinished() {
    ReportedRun run = report.run();
    if (tests.pending().count() > 0) {
      return list("Not finished", "unfinished test", 5, tests.pending());
    }
    int unknown = run.missing() - run.counts().lost();
    return unknown <= 0
        ? List.of()
        : List.of(
            new Section(
                MARKS,
                "Without an answer (" + Numbers.words(unknown) + ")",
                "test",
                unknown,
                15,
                run.completeness().missing().stream()
                    .limit(unknown)
                    .map(id -> Section.Item.of("- " + MarkdownText.code(id)))
                    .toList()));
  }

  private List<Section> rest(Place place) {
    return switch (place) {
      case SLOWEST ->
          RestOfRun.slowest(MARKS, Highlights.of(report.tests(), ONLY_SLOWEST).slowest());
      case ARTIFACTS -> RestOfRun.artifacts(MARKS, report.artifacts());
      case METRICS -> RestOfRun.metrics(MARKS, report.performanceMetrics());
      default -> RestOfRun.system(MARKS, report.systemInfo());
    };
  }
}
