package dev.verdict.reports.write.html;

import dev.verdict.reports.model.PerformanceMetric;
import dev.verdict.reports.model.ReportedArtifact;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.SystemLines;
import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.Numbers;
import dev.verdict.reports.write.text.SafeLink;
import dev.verdict.reports.write.text.Sizes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What was kept, what was measured, and what it ran on. */
final class ExtrasPart {
  private static final long ROOM = 400_000;

  private ExtrasPart() {}

  static void write(HtmlOut html, RunReport report) throws IOException {
    part(html, "artifacts", "Artifacts", "files", report.artifacts(), ExtrasPart::artifact);
    part(
        html,
        "metrics",
        "Performance metrics",
        "facts",
        report.performanceMetrics(),
        ExtrasPart::metric);
    part(
        html, "system", "System", "facts", SystemLines.of(report.systemInfo()), ExtrasPart::system);
  }

  private interface Line<T> {
    void write(HtmlOut html, T thing) throws IOException;
  }

  private static <T> void part(
      HtmlOut html, String id, String title, String style, List<T> things, Line<T> line)
      throws IOException {
    if (things.isEmpty()) {
      return;
    }
    html.raw(
        "<section id=\"" + id + "\" aria-labelledby=\"h-" + id + "\"><h2 id=\"h-" + id + "\">");
    html.raw(title + "</h2>\n<ul class=\"" + style + "\">\n");
    long end = html.bytes() + ROOM;
    int told = 0;
    for (T thing : things) {
      if (html.bytes() >= end) {
        break;
      }
      html.raw("<li>");
      line.write(html, thing);
      html.raw("</li>\n");
      told++;
    }
    html.raw("</ul>");
    if (told < things.size()) {
      html.raw("<p class=\"more\">… and " + Numbers.words(things.size() - told) + " more</p>");
    }
    html.raw("</section>\n");
  }

  private static void artifact(HtmlOut html, ReportedArtifact artifact) throws IOException {
    Optional<String> link = SafeLink.of(artifact.url());
    String name = Cut.middle(artifact.name(), 200);
    if (link.isPresent()) {
      html.raw("<a").attribute("href", link.get()).raw(">").text(name).raw("</a>");
    } else {
      html.raw("<span class=\"name\">").text(name).raw("</span>");
    }
    html.raw(" (" + Sizes.words(artifact.sizeBytes()) + ")");
    html.raw(" <span class=\"tag\">").text(Cut.middle(artifact.type(), 40)).raw("</span>");
    if (!artifact.path().equals(artifact.name())) {
      html.raw(" <span class=\"place\">").text(Cut.middle(artifact.path(), 200)).raw("</span>");
    }
    if (artifact.problem() != null) {
      html.raw(" <span class=\"problem\">")
          .text(Cut.middle(artifact.problem(), 300))
          .raw("</span>");
    }
  }

  private static void metric(HtmlOut html, PerformanceMetric metric) throws IOException {
    html.raw("<span class=\"label\">").text(Cut.middle(metric.name(), 120)).raw("</span> <b>");
    html.text(Numbers.measured(metric.value())).raw("</b> ");
    html.text(metric.unit() == null ? "" : Cut.middle(metric.unit(), 40));
  }

  private static void system(HtmlOut html, SystemLines.Line line) throws IOException {
    html.raw("<span class=\"label\">").text(line.name()).raw("</span> ").text(line.value());
  }
}
