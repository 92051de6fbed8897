package dev.verdict.reporter.usecase.trend;

import dev.verdict.reporter.domain.trend.Series;
import dev.verdict.reporter.domain.trend.Spread;
import dev.verdict.reporter.domain.trend.Trend;
import dev.verdict.reporter.domain.trend.TrendAnalysis;
import dev.verdict.reporter.usecase.trend.TrendSource.Figures;
import dev.verdict.reporter.usecase.trend.TrendSource.Wish;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells how a figure goes over the runs, in each group of them. */
public final class Trends {
  /** Of one answer: the newest. */
  static final int MOST_RUNS = 400;

  private final Vertx vertx;
  private final TrendSource source;

  public Trends(Vertx vertx, TrendSource source) {
    this.vertx = vertx;
    this.source = source;
  }

  /**
   * What is told.
   *
   * @param overall all figures together
   * @param groups those with the most runs first
   * @param promise what false alarms are promised
   */
  public record Told(
      @Nullable String metricName,
      @Nullable String testId,
      @Nullable String unit,
      String grouping,
      Spread overall,
      List<Trend> groups,
      int runs,
      boolean moreRuns,
      int groupsLeftOut,
      String promise) {}

  /**
   * @param mostGroups those with the most runs
   */
  public Future<Told> of(Wish wish, int mostGroups) {
    return source
        .figures(wish, MOST_RUNS)
        .compose(figures -> vertx.executeBlocking(() -> told(wish, figures, mostGroups), false));
  }

  /** What metrics there are. */
  public Future<List<String>> metricNames(@Nullable String project) {
    return source.metricNames(project, 200);
  }

  private static Told told(Wish wish, Figures figures, int mostGroups) {
    List<Series> groups =
        figures.groups().stream()
            .sorted(
                Comparator.comparingInt((Series group) -> -group.points().size())
                    .thenComparing(Series::name))
            .limit(mostGroups)
            .toList();
    double[] all =
        figures.groups().stream()
            .flatMap(group -> group.points().stream())
            .mapToDouble(point -> point.value())
            .toArray();
    return new Told(
        wish.metricName(),
        wish.testId(),
        figures.unit(),
        wish.grouping().name().toLowerCase(java.util.Locale.ROOT),
        Spread.of(all),
        TrendAnalysis.of(groups),
        figures.runs(),
        figures.more(),
        figures.groups().size() - groups.size(),
        "where the order of the runs means nothing, the chance that this answer speaks of any"
            + " direction or change is at most 5 %");
  }
}
