package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.domain.trend.Point;
import dev.verdict.reporter.domain.trend.Trend;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A figure over the runs as a line, with the median, and a mark where the level changed. */
final class TrendChart {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 170;
  private static final int TOP = 8;

  private TrendChart() {}

  static String value(double value, @Nullable String unit) {
    return unit == null || unit.equals("s") || unit.equals("seconds")
        ? unit == null ? Numbers.measured(rounded(value)) : Durations.words(value)
        : Numbers.measured(rounded(value)) + " " + unit;
  }

  private static double rounded(double value) {
    return Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 1000) / 1000.0;
  }

  static void write(Html html, Trend trend, @Nullable String unit) {
    List<Point> points = trend.points();
    if (points.size() < 2) {
      return;
    }
    double most = trend.spread().max();
    double least = Math.min(0, trend.spread().min());
    double scale = (HEIGHT - TOP) / Math.max(most - least, 1e-9);
    double step = (double) WIDTH / (points.size() - 1);
    html.raw("<figure class=\"chart\"><div class=\"y\" aria-hidden=\"true\"><span>");
    html.text(value(most, unit)).raw("</span><span>").text(value(least, unit)).raw("</span></div>");
    html.raw(
        "<svg viewBox=\"0 0 "
            + WIDTH
            + " "
            + HEIGHT
            + "\" preserveAspectRatio=\"none\" role=\"img\"");
    html.attribute(
        "aria-label",
        Numbers.of(points.size(), "run")
            + ": median "
            + value(trend.spread().median(), unit)
            + ", between "
            + value(trend.spread().min(), unit)
            + " and "
            + value(most, unit));
    html.raw(">");
    double middle = HEIGHT - (trend.spread().median() - least) * scale;
    html.raw(
        String.format(
            Locale.ROOT,
            "<line class=\"median\" x1=\"0\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
            WIDTH,
            middle,
            middle));
    changes(html, trend, step);
    StringBuilder line = new StringBuilder();
    for (int at = 0; at < points.size(); at++) {
      line.append(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f ",
              at * step,
              HEIGHT - (points.get(at).value() - least) * scale));
    }
    html.raw("<polyline class=\"curve\" points=\"" + line.toString().strip() + "\"/></svg>");
    html.raw("<figcaption>The oldest of ").text(Numbers.of(points.size(), "run"));
    html.raw(" at the left. Dashed: the median, ").text(value(trend.spread().median(), unit));
    html.raw(trend.changes().isEmpty() ? "" : "; upright: where the level changed");
    html.raw(".</figcaption></figure>");
  }

  private static void changes(Html html, Trend trend, double step) {
    Set<UUID> changed =
        trend.changes().stream().map(Trend.Change::runId).collect(Collectors.toSet());
    for (int at = 0; at < trend.points().size(); at++) {
      if (changed.contains(trend.points().get(at).runId())) {
        html.raw(
            String.format(
                Locale.ROOT,
                "<line class=\"change\" x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"%d\"/>",
                at * step,
                at * step,
                HEIGHT));
      }
    }
  }
}
