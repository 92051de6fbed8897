package dev.verdict.reports.write.html;

import dev.verdict.contract.Verdict;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.VerdictWords;
import dev.verdict.reports.write.text.Cut;
import java.io.IOException;
import java.time.temporal.ChronoUnit;

/** Head and foot of the page. */
final class PageFrame {
  private PageFrame() {}

  static void open(HtmlOut html, ReportedRun run) throws IOException {
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + Assets.POLICY + "\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    html.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    html.text(VerdictWords.title(run) + ": " + Cut.middle(run.name(), 200));
    html.raw("</title>\n<link rel=\"icon\" href=\"" + icon(run) + "\">\n");
    html.raw("<style>").raw(Assets.STYLE).raw("</style>\n</head>\n");
    html.raw("<body class=\"run-" + Marks.word(run.verdict()) + "\">\n");
    html.raw("<a class=\"skip\" href=\"#main\">Skip to the tests</a>\n").raw(Marks.SHAPES);
  }

  static void close(HtmlOut html, RunReport report) throws IOException {
    html.raw("<footer><p>Written by Verdict at <time>");
    html.text(report.writtenAt().truncatedTo(ChronoUnit.SECONDS).toString());
    html.raw("</time> for run <code>").text(Cut.middle(report.run().id(), 200));
    html.raw("</code>.</p></footer>\n<script>")
        .raw(Assets.SCRIPT)
        .raw("</script>\n</body>\n</html>\n");
  }

  /** A dot in the colour of the verdict, so that the tab tells it. */
  private static String icon(ReportedRun run) {
    Verdict verdict = run.verdict();
    String colour =
        verdict == null
            ? "888"
            : verdict.isGood()
                ? "1a7f4b"
                : verdict == Verdict.FAILED || verdict == Verdict.ERROR ? "cf2d3a" : "b06a00";
    return "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
        + "%3Ccircle cx='8' cy='8' r='7' fill='%23"
        + colour
        + "'/%3E%3C/svg%3E";
  }
}
