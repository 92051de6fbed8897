package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.contract.Verdict;
import dev.verdict.reporter.usecase.dashboard.Stint;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Which worker ran what when: a lane for each, a bar for each attempt. */
final class Timeline {
  private static final int MOST_LANES = 40;
  private static final int HEIGHT = 18;
  private static final int MARKS = 5;

  private Timeline() {}

  static void write(Html html, List<Stint> oneMore, int most, Instant now) {
    List<Stint> stints = oneMore.subList(0, Math.min(most, oneMore.size()));
    if (stints.isEmpty()) {
      return;
    }
    Instant from = stints.getFirst().start();
    Instant to = from;
    Map<String, List<Stint>> lanes = new TreeMap<>();
    for (Stint stint : stints) {
      Instant end = stint.end() == null ? now : stint.end();
      to = end.isAfter(to) ? end : to;
      String worker = stint.worker() == null ? "unknown" : stint.worker();
      lanes.computeIfAbsent(worker, name -> new ArrayList<>()).add(stint);
    }
    double whole = Math.max(0.001, seconds(from, to));
    html.raw("<section aria-labelledby=\"h-time\"><h2 id=\"h-time\">Over time");
    html.raw(" <span class=\"number\">").text(Numbers.of(lanes.size(), "worker"));
    html.raw(", ").text(Durations.words(whole)).raw("</span></h2><div class=\"lanes\">");
    int left = lanes.size();
    for (Map.Entry<String, List<Stint>> lane : lanes.entrySet()) {
      if (lanes.size() - left >= MOST_LANES) {
        break;
      }
      left--;
      lane(html, lane.getKey(), lane.getValue(), from, whole, now);
    }
    axis(html, whole);
    html.raw("</div>");
    if (left > 0 || oneMore.size() > most) {
      html.raw("<p class=\"more\">Not all of it: the first " + Numbers.words(stints.size()));
      html.raw(" attempts on " + (lanes.size() - left) + " of " + lanes.size() + " workers.</p>");
    }
    html.raw("</section>");
  }

  private static void lane(
      Html html, String worker, List<Stint> stints, Instant from, double whole, Instant now) {
    // What overlaps, as on a worker with several slots, stands below each other.
    List<Instant> rows = new ArrayList<>();
    Html bars = new Html();
    double busy = 0;
    for (Stint stint : stints) {
      Instant end = stint.end() == null ? now : stint.end();
      int row = 0;
      while (row < rows.size() && rows.get(row).isAfter(stint.start())) {
        row++;
      }
      if (row == rows.size()) {
        rows.add(end);
      } else {
        rows.set(row, end);
      }
      busy += seconds(stint.start(), end);
      bar(bars, stint, row, from, end, whole);
    }
    int height = rows.size() * HEIGHT;
    html.raw("<div class=\"lane\"><span class=\"worker\">").text(worker, 40).raw("</span>");
    html.raw("<svg width=\"100%\" height=\"" + height + "\" role=\"img\"");
    html.attribute(
        "aria-label",
        worker
            + ": "
            + Numbers.of(stints.size(), "attempt")
            + ", busy "
            + Durations.words(busy)
            + " of "
            + Durations.words(whole));
    html.raw(">").raw(bars).raw("</svg></div>");
  }

  private static void bar(
      Html html, Stint stint, int row, Instant from, Instant end, double whole) {
    double left = 100 * seconds(from, stint.start()) / whole;
    double width = Math.max(0.25, 100 * seconds(stint.start(), end) / whole);
    Verdict verdict = stint.verdict();
    String word = verdict != null ? verdict.word() : stint.end() == null ? "running" : "pending";
    html.raw(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.2f%%\" y=\"%d\" width=\"%.2f%%\" height=\"%d\""
                + " rx=\"3\"><title>",
            word,
            Math.min(99.7, left),
            row * HEIGHT + 2,
            width,
            HEIGHT - 4));
    html.text(stint.taskName() == null ? "a task" : stint.taskName(), 120).raw("\n").text(word);
    html.text(", attempt " + stint.attempt() + ", ");
    html.text(Durations.words(seconds(stint.start(), end))).raw("</title></rect>");
  }

  private static void axis(Html html, double whole) {
    html.raw("<div class=\"lane axis\" aria-hidden=\"true\"><span></span><ol>");
    for (int mark = 0; mark < MARKS; mark++) {
      html.raw("<li>").text(mark == 0 ? "0" : Durations.words(whole * mark / MARKS)).raw("</li>");
    }
    html.raw("</ol></div>");
  }

  private static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis() / 1000.0);
  }
}
