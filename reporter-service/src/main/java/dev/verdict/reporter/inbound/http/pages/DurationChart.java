package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.contract.Verdict;
import dev.verdict.reporter.usecase.dashboard.PastTest;
import dev.verdict.reports.write.text.Durations;
import java.util.List;
import java.util.Locale;

/** How long a test took over time: a dot for each result, and the median as a line. */
final class DurationChart {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 160;
  private static final int LEAST = 3;

  private DurationChart() {}

  static double median(List<PastTest> past) {
    double[] sorted = measured(past).stream().mapToDouble(PastTest::seconds).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  /** What was skipped or lost took no time that means anything. */
  private static List<PastTest> measured(List<PastTest> past) {
    return past.stream()
        .filter(one -> one.verdict() != Verdict.SKIPPED && one.verdict() != Verdict.LOST)
        .toList();
  }

  static void write(Html html, List<PastTest> past) {
    List<PastTest> measured = measured(past);
    if (measured.size() < LEAST) {
      return;
    }
    double most = measured.stream().mapToDouble(PastTest::seconds).max().orElse(0);
    double median = median(past);
    double scale = (HEIGHT - 12) / Math.max(most, 0.001);
    html.raw("<section aria-labelledby=\"h-took\"><h2 id=\"h-took\">How long it took</h2>");
    html.raw("<figure class=\"chart\"><div class=\"y\" aria-hidden=\"true\"><span>");
    html.text(Durations.words(most)).raw("</span><span>0</span></div><svg viewBox=\"0 0 " + WIDTH);
    html.raw(" " + HEIGHT + "\" preserveAspectRatio=\"none\" role=\"img\"");
    html.attribute(
        "aria-label",
        measured.size()
            + " results, between "
            + Durations.words(measured.stream().mapToDouble(PastTest::seconds).min().orElse(0))
            + " and "
            + Durations.words(most)
            + ", median "
            + Durations.words(median));
    html.raw(">");
    line(html, HEIGHT - median * scale);
    double step = (double) WIDTH / measured.size();
    for (int at = 0; at < measured.size(); at++) {
      PastTest one = measured.get(measured.size() - 1 - at);
      double height = Math.max(2, one.seconds() * scale);
      html.raw(
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>",
              one.verdict().word(),
              at * step + step * 0.15,
              HEIGHT - height,
              Math.min(24, step * 0.7),
              height));
      html.text(Durations.words(one.seconds()) + ", " + one.verdict().word() + ", ");
      html.text(Times.exact(one.at())).raw("</title></rect>");
    }
    html.raw("</svg><figcaption>The oldest at the left. The line is the median, ");
    html.text(Durations.words(median)).raw(".</figcaption></figure></section>");
  }

  private static void line(Html html, double y) {
    html.raw(
        String.format(
            Locale.ROOT,
            "<line class=\"median\" x1=\"0\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
            WIDTH,
            y,
            y));
  }
}
