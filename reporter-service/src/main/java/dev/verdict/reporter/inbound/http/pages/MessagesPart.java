package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.usecase.dashboard.PastTest;
import dev.verdict.reports.write.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ways in which a test failed, the most frequent first. */
final class MessagesPart {
  private static final int MOST = 8;

  private MessagesPart() {}

  static void write(Html html, List<PastTest> past) {
    Map<String, List<PastTest>> ways = new LinkedHashMap<>();
    for (PastTest one : past) {
      if (!one.verdict().isGood()) {
        ways.computeIfAbsent(way(one), way -> new ArrayList<>()).add(one);
      }
    }
    if (ways.size() < 2) {
      return;
    }
    List<Map.Entry<String, List<PastTest>>> sorted = new ArrayList<>(ways.entrySet());
    sorted.sort(
        Comparator.comparingInt((Map.Entry<String, List<PastTest>> way) -> way.getValue().size())
            .reversed());
    html.raw("<section aria-labelledby=\"h-ways\"><h2 id=\"h-ways\">Ways in which it failed ");
    html.raw("<span class=\"number\">" + ways.size() + "</span></h2><ul class=\"group list\">");
    for (Map.Entry<String, List<PastTest>> way : sorted.subList(0, Math.min(MOST, sorted.size()))) {
      html.raw("<li>");
      Signs.spoken(html, way.getValue().getFirst().verdict().word());
      html.raw("<b class=\"times\">" + Numbers.words(way.getValue().size()) + " ×</b> <code>");
      html.text(way.getKey(), 240).raw("</code> <span class=\"time\">");
      html.link(Address.run(way.getValue().getFirst().run()), "last one").raw("</span></li>");
    }
    html.raw("</ul>");
    if (sorted.size() > MOST) {
      html.raw("<p class=\"more\">… and " + (sorted.size() - MOST) + " other ways</p>");
    }
    html.raw("</section>");
  }

  /** Numbers differ each time and mean the same. */
  private static String way(PastTest one) {
    if (one.lostReason() != null) {
      return one.lostReason().sentence();
    }
    String message = one.message() == null || one.message().isBlank() ? one.type() : one.message();
    return message == null
        ? one.verdict().word()
        : message.strip().lines().findFirst().orElse("").replaceAll("\\d+", "N");
  }
}
