package dev.verdict.reports.write.html;

import dev.verdict.reports.aggregate.Aggregation;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.AttemptLogs;
import dev.verdict.reports.write.highlights.Highlights;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * The reports of many jobs as a page: a short one with the matrix and what is bad where, and a long
 * one that is the report of a run with the matrix above it.
 */
public final class AggregatePage {
  private static final Highlights.Limits LIMITS =
      new Highlights.Limits(200, 100, 300, 10, 3_000_000, 16_000);

  private AggregatePage() {}

  /** One screen. */
  public static void writeSummary(Aggregation aggregation, OutputStream out) throws IOException {
    RunReport report = aggregation.report();
    try (Page page = Page.open(report, out)) {
      TopOfPage.head(page.html, report.run());
      page.html.raw("</header>\n<main id=\"main\">\n");
      MatrixPart.write(page.html, aggregation);
      page.html.raw("<p class=\"more\">Every test, with what it said: ");
      page.html.raw("<a href=\"aggregate_report.html\">aggregate_report.html</a></p>\n</main>\n");
    }
  }

  /** Everything. */
  public static void writeReport(Aggregation aggregation, OutputStream out) throws IOException {
    RunReport report = aggregation.report();
    try (Page page = Page.open(report, out)) {
      HtmlOut html = page.html;
      Highlights tests = Highlights.of(report.tests(), LIMITS);
      Anchors anchors = new Anchors();
      TopOfPage.write(html, report, tests);
      html.raw("<main id=\"main\">\n");
      MatrixPart.write(html, aggregation);
      new BadTestsPart(html, report, anchors, new AttemptLogs(report.artifacts())).write(tests);
      new AllTestsPart(html, report, anchors).write();
      SlowestPart.write(html, tests);
      TasksPart.write(html, report);
      html.raw("</main>\n");
    }
  }

  /** What stands around the parts. */
  private record Page(HtmlOut html, Writer writer, RunReport report) implements AutoCloseable {
    static Page open(RunReport report, OutputStream out) throws IOException {
      Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      HtmlOut html = new HtmlOut(writer);
      PageFrame.open(html, report.run());
      return new Page(html, writer, report);
    }

    @Override
    public void close() throws IOException {
      PageFrame.close(html, report);
      writer.flush();
    }
  }
}
