package dev.verdict.reporter.usecase.trend;

import dev.verdict.reporter.domain.trend.Series;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where figures over runs are found. */
public interface TrendSource {

  /** By what figures are grouped. */
  enum Grouping {
    BRANCH,
    COMMIT,
    TASK_TYPE,
    HARDWARE
  }

  /**
   * Which figures.
   *
   * @param metricName of runs and tasks, or
   * @param testId how long this test took where it passed
   */
  record Wish(
      @Nullable String metricName,
      @Nullable String testId,
      Grouping grouping,
      @Nullable String project,
      @Nullable String branch,
      @Nullable String commitSha,
      @Nullable Instant since,
      @Nullable Instant until) {}

  /**
   * What was found.
   *
   * @param runs how many runs were looked at
   * @param more whether older ones were left out
   */
  record Figures(@Nullable String unit, List<Series> groups, int runs, boolean more) {}

  /**
   * @param mostRuns so many of the newest runs
   */
  Future<Figures> figures(Wish wish, int mostRuns);

  /** What metrics there are, those of the most runs first. */
  Future<List<String>> metricNames(@Nullable String project, int limit);
}
