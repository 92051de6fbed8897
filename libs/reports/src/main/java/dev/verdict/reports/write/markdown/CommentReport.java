package dev.verdict.reports.write.markdown;

import dev.verdict.reports.model.Baseline;
import dev.verdict.reports.model.ReportedArtifact;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.AttemptLogs;
import dev.verdict.reports.write.highlights.Highlights;
import dev.verdict.reports.write.highlights.NewAndOld;
import dev.verdict.reports.write.markdown.CommentTemplate.Piece;
import dev.verdict.reports.write.text.SafeLink;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The comment at a pull request: first what the change has broken, then what was broken before,
 * then what is flaky, the rest as counts. As long as its budget allows; what is left out is
 * counted.
 */
public final class CommentReport {
  /** Longer ones are not read, and hide what somebody says below. */
  private static final int MOST = 60_000;

  private static final int LEAST = 6_000;
  private static final Highlights.Limits LIMITS =
      new Highlights.Limits(300, 10, 500, 5, 600_000, 4_000);

  private static final Pattern BLANK_LINES = Pattern.compile("\n{3,}");

  private final CommentTemplate template;
  private final int budget;
  private final TestLinks links;

  /**
   * @param budget in characters, of which no more than {@value #MOST} are used
   */
  public CommentReport(CommentTemplate template, int budget, TestLinks links) {
    if (budget < LEAST) {
      throw new IllegalArgumentException(
          "comment budget: " + budget + " (expected: >= " + LEAST + ")");
    }
    this.template = template;
    this.budget = Math.min(budget, MOST);
    this.links = links;
  }

  /** Reads the tests, once or twice, and may wait for them. */
  public String text(RunReport whole, Baseline baseline) {
    RunReport report = withAbsoluteLinks(whole);
    NewAndOld tests =
        NewAndOld.of(report.tests(), test -> baseline.brokenBefore().contains(test.id()), LIMITS);
    AttemptLogs logs = new AttemptLogs(report.artifacts());
    CommentSections sections = new CommentSections(report, baseline, tests, logs, links);
    CommentWords words = new CommentWords(report, baseline, tests, links);
    List<Object> parts = new ArrayList<>();
    List<Section> cut = new ArrayList<>();
    int fixed = 0;
    for (Piece piece : template.pieces()) {
      switch (piece) {
        case Piece.Text text -> parts.add(text.text());
        case Piece.Slot slot -> {
          List<Section> some = sections.of(slot.place());
          parts.add(some.isEmpty() ? words.of(slot.place()) : some);
          cut.addAll(some);
        }
      }
      fixed += parts.getLast() instanceof String text ? text.length() : 0;
    }
    return written(parts, cut, budget - fixed);
  }

  private static String written(List<Object> parts, List<Section> sections, int room) {
    int[] granted = Room.share(sections, room);
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (Object part : parts) {
      if (part instanceof String fixed) {
        text.append(fixed);
      } else {
        for (Object section : (List<?>) part) {
          text.append(((Section) section).within(granted[at++]));
        }
      }
    }
    return BLANK_LINES.matcher(text).replaceAll("\n\n").strip() + "\n";
  }

  /** A path leads somewhere from a page of ours, and nowhere from a comment. */
  private static RunReport withAbsoluteLinks(RunReport report) {
    return new RunReport(
        report.run(),
        report.systemInfo(),
        report.tasks(),
        report.tests(),
        report.artifacts().stream().map(CommentReport::withAbsoluteLink).toList(),
        report.performanceMetrics(),
        report.writtenAt(),
        report.findings());
  }

  private static ReportedArtifact withAbsoluteLink(ReportedArtifact artifact) {
    return new ReportedArtifact(
        artifact.name(),
        artifact.path(),
        artifact.sizeBytes(),
        artifact.type(),
        SafeLink.absolute(artifact.url()).orElse(null),
        artifact.taskId(),
        artifact.attempt(),
        artifact.problem());
  }
}
