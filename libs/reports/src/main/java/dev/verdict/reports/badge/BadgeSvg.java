package dev.verdict.reports.badge;

import java.util.Locale;

/**
 * The picture, in the shape that people know from other badges: label on grey, word on a colour. It
 * says itself to a screen reader, holds no script and asks for nothing.
 */
final class BadgeSvg {
  private static final int HEIGHT = 20;
  private static final int MARGIN = 60;

  private BadgeSvg() {}

  static String of(Badge badge) {
    int label = TextWidth.tenths(badge.label());
    int message = TextWidth.tenths(badge.message());
    int left = (label + 2 * MARGIN + 9) / 10;
    int right = (message + 2 * MARGIN + 9) / 10;
    String spoken = escaped(badge.label() + ": " + badge.message());
    StringBuilder svg = new StringBuilder(1_200);
    svg.append(
        String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" role="img" \
            aria-label="%3$s"><title>%3$s</title>\
            <clipPath id="r"><rect width="%1$d" height="%2$d" rx="3"/></clipPath>\
            <g clip-path="url(#r)"><rect width="%4$d" height="%2$d" fill="#4a4a4a"/>\
            <rect x="%4$d" width="%5$d" height="%2$d" fill="%6$s"/></g>\
            <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" \
            font-size="110" text-rendering="geometricPrecision" aria-hidden="true">\
            """,
            left + right,
            HEIGHT,
            spoken,
            left,
            right,
            badge.colour().hex()));
    text(svg, left * 5, label, badge.label());
    text(svg, left * 10 + right * 5, message, badge.message());
    return svg.append("</g></svg>\n").toString();
  }

  private static void text(StringBuilder svg, int middle, int width, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"140\" transform=\"scale(.1)\" textLength=\"%d\">%s</text>",
            middle,
            width,
            escaped(text)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
