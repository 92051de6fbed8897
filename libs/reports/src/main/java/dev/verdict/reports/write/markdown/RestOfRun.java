package dev.verdict.reports.write.markdown;

import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.PerformanceMetric;
import dev.verdict.reports.model.ReportedArtifact;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.SystemLines;
import dev.verdict.reports.write.highlights.Highlights;
import dev.verdict.reports.write.highlights.TestPlace;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.Numbers;
import dev.verdict.reports.write.text.Sizes;
import java.util.ArrayList;
import java.util.List;

/** The sections that stand behind the counts. */
final class RestOfRun {
  private RestOfRun() {}

  static List<Section> sections(RunReport report, Highlights tests) {
    List<Section> sections = new ArrayList<>();
    add(sections, "Slowest tests", "test", 4, items(tests.slowest(), RestOfRun::slow));
    add(sections, "Artifacts", "artifact", 10, items(report.artifacts(), RestOfRun::artifact));
    add(
        sections,
        "Performance metrics",
        "metric",
        4,
        items(report.performanceMetrics(), RestOfRun::metric));
    add(
        sections,
        "System",
        "line",
        2,
        items(SystemLines.of(report.systemInfo()), RestOfRun::system));
    return sections;
  }

  private static <T> List<Section.Item> items(
      List<T> things, java.util.function.Function<T, String> line) {
    return things.stream().map(thing -> Section.Item.of("- " + line.apply(thing))).toList();
  }

  private static void add(
      List<Section> sections, String heading, String noun, int weight, List<Section.Item> items) {
    if (!items.isEmpty()) {
      sections.add(new Section(heading, noun, items.size(), weight, items));
    }
  }

  private static String slow(TestView test) {
    String place = TestPlace.of(test);
    return Durations.words(test.seconds())
        + " "
        + MarkdownText.code(test.name())
        + (place.isEmpty() ? "" : " in " + MarkdownText.code(place, 120));
  }

  private static String artifact(ReportedArtifact artifact) {
    String size = " (" + Sizes.words(artifact.sizeBytes()) + ")";
    String problem = artifact.problem();
    return MarkdownText.link(artifact.name(), artifact.url())
        + size
        + (problem == null ? "" : " " + MarkdownText.code(problem));
  }

  private static String metric(PerformanceMetric metric) {
    String unit = metric.unit();
    return MarkdownText.code(metric.name())
        + " "
        + Numbers.measured(metric.value())
        + (unit == null || unit.isBlank() ? "" : " " + MarkdownText.code(unit, 40));
  }

  private static String system(SystemLines.Line line) {
    return MarkdownText.code(line.name()) + ": " + MarkdownText.code(line.value(), 300);
  }
}
