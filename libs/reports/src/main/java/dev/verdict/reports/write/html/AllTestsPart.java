package dev.verdict.reports.write.html;

import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.highlights.TestPlace;
import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.Numbers;
import java.io.IOException;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Every test in a line. The first of them stand in a plain table for those without scripts; all of
 * them stand in a compressed block, from which the script makes a list to filter and to sort.
 */
final class AllTestsPart {
  private static final int ROWS = 1_000;
  private static final long ROOM_FOR_ROWS = 600_000;

  private final HtmlOut html;
  private final RunReport report;
  private final Anchors anchors;

  AllTestsPart(HtmlOut html, RunReport report, Anchors anchors) {
    this.html = html;
    this.report = report;
    this.anchors = anchors;
  }

  void write() throws IOException {
    html.raw("<section id=\"tests\" aria-labelledby=\"h-tests\"><h2 id=\"h-tests\">All tests ");
    html.raw("<span class=\"number\">" + Numbers.words(report.run().counts().total()));
    html.raw("</span></h2>\n");
    CompactTests compact = new CompactTests();
    int all = 0;
    int rows = 0;
    long end = html.bytes() + ROOM_FOR_ROWS;
    try (Stream<TestView> tests = report.tests().open()) {
      for (Iterator<TestView> each = tests.iterator(); each.hasNext(); all++) {
        TestView test = each.next();
        if (all == 0) {
          openTable();
        }
        if (rows < ROWS && html.bytes() < end) {
          row(test);
          rows++;
        }
        compact.add(test, anchors.of(test));
      }
    }
    if (all == 0) {
      html.raw("<p class=\"empty\">There are no tests in this run.</p></section>\n");
      return;
    }
    closeTable(all - rows);
    writeData(compact);
    html.raw("</section>\n");
  }

  private void openTable() throws IOException {
    html.raw("<div id=\"plain\"><table class=\"list\"><caption class=\"unseen\">Tests</caption>");
    html.raw("<thead><tr><th scope=\"col\">Verdict</th><th scope=\"col\">Test</th>");
    html.raw("<th scope=\"col\" class=\"num\">Time</th></tr></thead><tbody>\n");
  }

  private void row(TestView test) throws IOException {
    html.raw("<tr><td>");
    Marks.signed(html, test.verdict());
    html.raw("</td><td>");
    int anchor = anchors.of(test);
    html.raw(anchor > 0 ? "<a class=\"name\" href=\"#t" + anchor + "\">" : "<span class=\"name\">");
    html.text(Cut.middle(test.name(), 300)).raw(anchor > 0 ? "</a>" : "</span>");
    Marks.flaky(html, test);
    html.raw(" <span class=\"place\">").text(Cut.middle(TestPlace.of(test), 200)).raw("</span>");
    html.raw("</td><td class=\"num\">").text(Durations.words(test.seconds())).raw("</td></tr>\n");
  }

  private void closeTable(int left) throws IOException {
    html.raw("</tbody></table>");
    if (left > 0) {
      html.raw("<p class=\"more\">… and " + Numbers.words(left) + " more. ");
      html.raw("With scripts this page lists them; the JSON and XML reports hold them all.</p>");
    }
    html.raw("</div>\n");
  }

  /** Base 64: no test can end the element or begin another. */
  private void writeData(CompactTests compact) throws IOException {
    html.raw("<script type=\"text/plain\" id=\"data\">").raw(compact.finish()).raw("</script>\n");
    if (compact.left() > 0) {
      html.raw("<p class=\"more\">… and " + Numbers.words(compact.left()) + " more, for which ");
      html.raw("there is no room on this page; the JSON and XML reports hold them all.</p>");
    }
  }
}
