package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.usecase.dashboard.ListedTest;
import java.util.List;

/** What passed only when it was tried again. */
final class FlakyPart {
  private FlakyPart() {}

  static void write(Html html, List<ListedTest> oneMore, int most) {
    if (oneMore.isEmpty()) {
      return;
    }
    html.raw("<section aria-labelledby=\"h-flaky\"><h2 id=\"h-flaky\">Flaky");
    int shown = Math.min(most, oneMore.size());
    html.raw(" <span class=\"number\">" + shown + (oneMore.size() > most ? " or more" : ""));
    html.raw("</span> <span class=\"meaning\">failed, and passed when tried again</span></h2>");
    html.raw("<ul class=\"group list\">");
    oneMore.stream()
        .limit(most)
        .forEach(
            test -> {
              html.raw("<li>");
              Signs.spoken(html, "passed");
              html.raw("<a class=\"name\"").attribute("href", Address.test(test.key())).raw(">");
              html.text(test.name(), 200)
                  .raw("</a> <span class=\"place\">")
                  .text(test.place(), 160);
              html.raw("</span></li>");
            });
    html.raw("</ul></section>");
  }
}
