package dev.verdict.reports.write.html;

import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.AttemptLogs;
import dev.verdict.reports.write.FileNames;
import dev.verdict.reports.write.ReportWriter;
import dev.verdict.reports.write.highlights.Highlights;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * The run as one page that a browser opens from anywhere: no other file, no network, readable
 * without scripts. Each part has its own bound in bytes, so that the page stays below 10 MB for any
 * run: what went wrong is told in full, what went well in a compressed list that the script shows.
 */
public final class HtmlReport implements ReportWriter {
  private static final Highlights.Limits LIMITS =
      new Highlights.Limits(200, 100, 300, 10, 3_000_000, 16_000);

  @Override
  public String format() {
    return "html";
  }

  @Override
  public String fileName(String runId) {
    return FileNames.report(runId, "html");
  }

  @Override
  public String mediaType() {
    return "text/html; charset=utf-8";
  }

  @Override
  public void write(RunReport report, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    HtmlOut html = new HtmlOut(writer);
    Highlights tests = Highlights.of(report.tests(), LIMITS);
    Anchors anchors = new Anchors();
    PageFrame.open(html, report.run());
    TopOfPage.write(html, report, tests);
    html.raw("<main id=\"main\">\n");
    new BadTestsPart(html, report, anchors, new AttemptLogs(report.artifacts())).write(tests);
    new AllTestsPart(html, report, anchors).write();
    SlowestPart.write(html, tests);
    TasksPart.write(html, report);
    ExtrasPart.write(html, report);
    html.raw("</main>\n");
    PageFrame.close(html, report);
    writer.flush();
  }
}
