package dev.verdict.cli.command;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.contract.api.Page;
import dev.verdict.contract.api.RunView;
import dev.verdict.contract.api.TaskView;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.ReportedArtifact;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.ReportedTask;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.model.TestSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run, read over the API page by page. */
final class RunData {
  private static final List<String> BAD =
      List.of("failed", "error", "timeout", "lost", "cancelled");

  private final ApiClient coordinator;
  private final RunView run;
  private final @Nullable ApiClient reporter;

  /**
   * @param reporter who has its page and its report; null where nobody is there afterwards, and no
   *     link can be followed
   */
  RunData(ApiClient coordinator, RunView run, @Nullable ApiClient reporter) {
    this.coordinator = coordinator;
    this.run = run;
    this.reporter = reporter;
  }

  RunReport all() {
    return report(() -> tests(""), List.of());
  }

  /** With the bad tests only: enough for a summary, however many passed. */
  RunReport bad(List<ReportedArtifact> artifacts) {
    return report(() -> BAD.stream().flatMap(verdict -> tests("&verdict=" + verdict)), artifacts);
  }

  private RunReport report(TestSource tests, List<ReportedArtifact> artifacts) {
    String path = "/api/v1/runs/" + run.id() + "/tasks?limit=" + Page.MOST;
    List<ReportedTask> tasks = pages(path, TaskView.class).map(ReportedTask::of).toList();
    return new RunReport(reported(), Map.of(), tasks, tests, artifacts, List.of(), Instant.now());
  }

  /** The coordinator gives paths; who reads a report needs addresses. */
  private ReportedRun reported() {
    ReportedRun plain = ReportedRun.of(run);
    Map<String, String> links = new LinkedHashMap<>();
    ApiClient pages = reporter;
    if (pages != null) {
      plain.links().forEach((name, link) -> links.put(name, coordinator.address(link)));
      links.computeIfPresent(
          "report", (name, link) -> pages.address(String.valueOf(plain.links().get(name))));
      links.put("page", pages.address("/runs/" + plain.id()));
    }
    return plain.linked(links);
  }

  private Stream<TestView> tests(String filter) {
    return pages("/api/v1/runs/" + run.id() + "/tests?limit=" + Page.MOST + filter, TestView.class);
  }

  private <T> Stream<T> pages(String path, Class<T> type) {
    return Stream.iterate(
            Optional.of(coordinator.page(path, type)),
            Optional::isPresent,
            page ->
                page.map(Page::next)
                    .filter(Objects::nonNull)
                    .map(next -> coordinator.page(path + "&cursor=" + next, type)))
        .flatMap(page -> page.orElseThrow().items().stream());
  }
}
