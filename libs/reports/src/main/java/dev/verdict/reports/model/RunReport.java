package dev.verdict.reports.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything that is known of one run at one moment. The tests are a source and not a list, so that
 * a run of any size is written in the same memory.
 *
 * @param systemInfo what it ran on, for people: {@code verdict_version}, {@code workers} and
 *     whatever else is known; any JSON value
 * @param tests opened once or twice by each writer
 * @param writtenAt when this was put together
 * @param findings what was made of the run
 */
public record RunReport(
    ReportedRun run,
    Map<String, Object> systemInfo,
    List<ReportedTask> tasks,
    TestSource tests,
    List<ReportedArtifact> artifacts,
    List<PerformanceMetric> performanceMetrics,
    Instant writtenAt,
    Findings findings) {

  public RunReport {
    tasks = List.copyOf(tasks);
    artifacts = List.copyOf(artifacts);
    performanceMetrics = List.copyOf(performanceMetrics);
  }

  /** One that nobody has looked at. */
  public RunReport(
      ReportedRun run,
      Map<String, Object> systemInfo,
      List<ReportedTask> tasks,
      TestSource tests,
      List<ReportedArtifact> artifacts,
      List<PerformanceMetric> performanceMetrics,
      Instant writtenAt) {
    this(run, systemInfo, tasks, tests, artifacts, performanceMetrics, writtenAt, Findings.NONE);
  }

  public RunReport with(Findings made) {
    return new RunReport(
        run, systemInfo, tasks, tests, artifacts, performanceMetrics, writtenAt, made);
  }
}
