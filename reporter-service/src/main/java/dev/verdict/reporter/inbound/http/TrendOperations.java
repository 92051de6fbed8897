package dev.verdict.reporter.inbound.http;

import dev.verdict.reporter.usecase.trend.TrendSource.Grouping;
import dev.verdict.reporter.usecase.trend.TrendSource.Wish;
import dev.verdict.reporter.usecase.trend.Trends;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/trends}: how figures go over the runs. */
public final class TrendOperations {
  private static final int GROUPS = 10;

  private final Trends trends;
  private final boolean followed;
  private final Clock clock;

  /**
   * @param followed whether the operator wants figures to be followed at all
   */
  public TrendOperations(Trends trends, boolean followed, Clock clock) {
    this.trends = trends;
    this.followed = followed;
    this.clock = clock;
  }

  private record Names(List<String> items) {}

  public void addTo(Operations operations) {
    operations
        .handle("getTrends", Scope.READ, this::of)
        .handle("listTrendMetrics", Scope.READ, this::names);
  }

  private Future<Reply> of(Call call) {
    if (!followed) {
      throw Fail.conflict("track_performance_trends: false (expected: true, to ask for trends)");
    }
    String metric = Queries.text(call, "metric_name");
    String test = Queries.text(call, "test_id");
    if ((metric == null) == (test == null)) {
      throw Fail.badField("query.metric_name", metric, "either metric_name or test_id");
    }
    Wish wish =
        new Wish(
            metric,
            test,
            Grouping.valueOf(call.query("grouping").orElse("branch").toUpperCase(Locale.ROOT)),
            Queries.text(call, "project"),
            Queries.text(call, "branch"),
            Queries.text(call, "commit_sha"),
            since(call),
            Queries.time(call, "until"));
    return trends.of(wish, call.number("limit", GROUPS)).map(told -> Reply.json(200, told));
  }

  /** A time to begin at, or how far back in words as {@code 1w}. */
  private @Nullable Instant since(Call call) {
    Instant since = Queries.time(call, "since");
    if (since != null) {
      return since;
    }
    return switch (call.query("timeframe").orElse("all")) {
      case "1d" -> clock.instant().minus(Duration.ofDays(1));
      case "1w" -> clock.instant().minus(Duration.ofDays(7));
      case "1m" -> clock.instant().minus(Duration.ofDays(30));
      default -> null;
    };
  }

  private Future<Reply> names(Call call) {
    return trends
        .metricNames(Queries.text(call, "project"))
        .map(names -> Reply.json(200, new Names(names)));
  }
}
