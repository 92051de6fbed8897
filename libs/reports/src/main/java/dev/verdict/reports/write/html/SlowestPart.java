package dev.verdict.reports.write.html;

import dev.verdict.contract.api.TestView;
import dev.verdict.reports.write.highlights.Highlights;
import dev.verdict.reports.write.highlights.TestPlace;
import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.Durations;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Where the time went. */
final class SlowestPart {
  private SlowestPart() {}

  static void write(HtmlOut html, Highlights tests) throws IOException {
    List<TestView> slowest = tests.slowest();
    if (slowest.isEmpty()) {
      return;
    }
    double most = slowest.getFirst().seconds();
    html.raw("<section id=\"slowest\" aria-labelledby=\"h-slowest\">");
    html.raw("<h2 id=\"h-slowest\">Slowest tests</h2>\n<ol class=\"slow\">");
    for (TestView test : slowest) {
      html.raw("<li><span class=\"time\">").text(Durations.words(test.seconds())).raw("</span>");
      html.raw(
          "<svg class=\"spark\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\""
              + " aria-hidden=\"true\">");
      double width = Math.max(1, 100 * test.seconds() / most);
      html.raw(String.format(Locale.ROOT, "<rect width=\"%.1f\" height=\"6\"/></svg>", width));
      html.raw("<span class=\"what\"><span class=\"name\">").text(Cut.middle(test.name(), 300));
      html.raw("</span> <span class=\"place\">").text(Cut.middle(TestPlace.of(test), 200));
      html.raw("</span></span></li>\n");
    }
    html.raw("</ol></section>\n");
  }
}
