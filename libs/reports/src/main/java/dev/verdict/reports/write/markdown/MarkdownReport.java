package dev.verdict.reports.write.markdown;

import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.AttemptLogs;
import dev.verdict.reports.write.FileNames;
import dev.verdict.reports.write.ReportWriter;
import dev.verdict.reports.write.highlights.Highlights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The run for a person in front of a pull request: the verdict, what failed and why, what is lost,
 * what is flaky; then the counts, what is slow and what was kept. Never longer than its budget:
 * what is cut is counted.
 */
public final class MarkdownReport implements ReportWriter {
  /** What a comment on GitHub holds, the narrowest of those that hold a whole report. */
  public static final int DEFAULT_BUDGET = 65_000;

  private static final int LEAST_BUDGET = 6_000;
  private static final Highlights.Limits LIMITS =
      new Highlights.Limits(400, 10, 1_000, 5, 1_000_000, 4_000);

  private static final Pattern BLANK_LINES = Pattern.compile("\n{3,}");

  private final int budget;

  public MarkdownReport() {
    this(DEFAULT_BUDGET);
  }

  /**
   * @param budget in characters as Java counts them, which is never less than others count
   */
  public MarkdownReport(int budget) {
    if (budget < LEAST_BUDGET) {
      throw new IllegalArgumentException(
          "markdown budget: " + budget + " (expected: >= " + LEAST_BUDGET + ")");
    }
    this.budget = budget;
  }

  @Override
  public String format() {
    return "md";
  }

  @Override
  public String fileName(String runId) {
    return FileNames.report(runId, "md");
  }

  @Override
  public String mediaType() {
    return "text/markdown; charset=utf-8";
  }

  @Override
  public void write(RunReport report, OutputStream out) throws IOException {
    out.write(text(report).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** As {@link #write}, for a comment. */
  public String text(RunReport report) {
    Highlights highlights = Highlights.of(report.tests(), LIMITS);
    AttemptLogs logs = new AttemptLogs(report.artifacts());
    String head = MarkdownHead.of(report);
    String counts = MarkdownHead.counts(report.run().counts());
    List<Section> sections = new ArrayList<>(BadTests.sections(report, highlights, logs));
    int beforeCounts = sections.size();
    sections.addAll(RestOfRun.sections(report, highlights));
    int[] room = Room.share(sections, budget - head.length() - counts.length());
    StringBuilder text = new StringBuilder(head);
    for (int at = 0; at < sections.size(); at++) {
      if (at == beforeCounts) {
        text.append(counts);
      }
      text.append(sections.get(at).within(room[at]));
    }
    if (sections.size() == beforeCounts) {
      text.append(counts);
    }
    return BLANK_LINES.matcher(text).replaceAll("\n\n");
  }
}
