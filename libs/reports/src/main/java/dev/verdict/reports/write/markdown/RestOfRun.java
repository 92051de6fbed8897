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
import java.util.Map;

/** The sections that stand behind the counts. */
final class RestOfRun {
  private RestOfRun() {}

  static List<Section> sections(RunReport report, Highlights tests) {
    List<Section> sections = new ArrayList<>();
    sections.addAll(slowest("##", tests.slowest()));
    sections.addAll(artifacts("##", report.artifacts()));
    sections.addAll(metrics("##", report.performanceMetrics()));
    sections.addAll(system("##", report.systemInfo()));
    return sections;
  }

  static List<Section> slowest(String marks, List<TestView> tests) {
    return section(marks, "Slowest tests", "test", 4, items(tests, RestOfRun::slow));
  }

  static List<Section> artifacts(String marks, List<ReportedArtifact> artifacts) {
    return section(marks, "Artifacts", "artifact", 10, items(artifacts, RestOfRun::artifact));
  }

  static List<Section> metrics(String marks, List<PerformanceMetric> metrics) {
    return section(marks, "Performance metrics", "metric", 4, items(metrics, RestOfRun::metric));
  }

  static List<Section> system(String marks, Map<String, Object> information) {
    List<Section.Item> lines = items(SystemLines.of(information), RestOfRun::system);
    return section(marks, "System", "line", 2, lines);
  }

  private static <T> List<Section.Item> items(
      List<T> things, java.util.function.Function<T, String> line) {
    return things.stream().map(thing -> Section.Item.of("- " + line.apply(thing))).toList();
  }

  private static List<Section> section(
      String marks, String heading, String noun, int weight, List<Section.Item> items) {
    return items.isEmpty()
        ? List.of()
        : List.of(new Section(marks, heading, noun, items.size(), weight, items));
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
