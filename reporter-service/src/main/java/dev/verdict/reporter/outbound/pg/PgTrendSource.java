package dev.verdict.reporter.outbound.pg;

import dev.verdict.reporter.domain.TestKey;
import dev.verdict.reporter.domain.trend.Point;
import dev.verdict.reporter.domain.trend.Series;
import dev.verdict.reporter.usecase.trend.TrendSource;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Figures over runs, from {@code performance_metrics} and from the results of tests. */
public final class PgTrendSource implements TrendSource {
  private static final Sql SQL = Sql.of(PgTrendSource.class, "sql/trends.sql");

  private final Database database;

  public PgTrendSource(Database database) {
    this.database = database;
  }

  /** A run, newest first, of which figures are asked. */
  private record Run(UUID id, @Nullable String branch, @Nullable String commit, Instant at) {}

  @Override
  public Future<Figures> figures(Wish wish, int mostRuns) {
    Filters filters =
        new Filters(SQL.get("newest_runs"))
            .and("r.project = ?", wish.project())
            .and("r.branch = ?", wish.branch())
            .and("r.commit_sha = ?", wish.commitSha())
            .and("r.created_at >= ?", wish.since())
            .and("r.created_at < ?", wish.until())
            .order(SQL.get("newest_runs_order"), mostRuns + 1);
    return Rows.list(database, filters.sql(), filters.values(), PgTrendSource::run)
        .compose(runs -> figures(wish, runs, mostRuns));
  }

  private Future<Figures> figures(Wish wish, List<Run> found, int mostRuns) {
    List<Run> runs = found.subList(0, Math.min(mostRuns, found.size()));
    UUID[] ids = runs.stream().map(Run::id).toArray(UUID[]::new);
    String testId = wish.testId();
    Object what = testId == null ? wish.metricName() : TestKey.of(testId);
    String statement =
        (testId == null ? "" : "test_")
            + switch (wish.grouping()) {
              case BRANCH, COMMIT -> "by_run";
              case TASK_TYPE -> "by_task_type";
              case HARDWARE -> "by_hardware";
            };
    var values = query(statement, Tuple.of(what).addArrayOfUUID(ids));
    var unit =
        testId == null
            ? query("unit", Tuple.of(what)).map(PgTrendSource::unit)
            : Future.succeededFuture("seconds");
    return Future.all(values, unit)
        .map(
            both ->
                new Figures(
                    unit.result(),
                    series(wish.grouping(), runs, values.result()),
                    runs.size(),
                    found.size() > mostRuns));
  }

  private static List<Series> series(Grouping grouping, List<Run> runs, RowSet<Row> rows) {
    Map<UUID, Map<String, Double>> byRun = new HashMap<>();
    for (Row row : rows) {
      byRun
          .computeIfAbsent(row.getUUID("run_id"), run -> new LinkedHashMap<>())
          .put(String.valueOf(row.getString("name")), row.getDouble("value"));
    }
    Map<String, List<Point>> groups = new LinkedHashMap<>();
    for (Run run : runs.reversed()) {
      byRun
          .getOrDefault(run.id(), Map.of())
          .forEach(
              (name, value) ->
                  groups
                      .computeIfAbsent(group(grouping, run, name), group -> new ArrayList<>())
                      .add(new Point(run.id(), run.commit(), run.at(), value)));
    }
    List<Series> series = new ArrayList<>();
    groups.forEach((name, points) -> series.add(new Series(name, points)));
    return series;
  }

  private static String group(Grouping grouping, Run run, String name) {
    String group =
        switch (grouping) {
          case BRANCH -> run.branch();
          case COMMIT -> run.commit();
          case TASK_TYPE, HARDWARE -> name;
        };
    return group == null ? "(unknown)" : group;
  }

  @Override
  public Future<List<String>> metricNames(@Nullable String project, int limit) {
    return Rows.list(
        database,
        SQL.get("metric_names"),
        Tuple.tuple().addString(project).addInteger(limit),
        row -> row.getString("metric_name"));
  }

  private static @Nullable String unit(RowSet<Row> rows) {
    return rows.size() == 0 ? null : rows.iterator().next().getString("unit");
  }

  private static Run run(Row row) {
    return new Run(
        row.getUUID("id"),
        row.getString("branch"),
        row.getString("commit_sha"),
        Rows.time(row, "created_at"));
  }

  private Future<RowSet<Row>> query(String statement, Tuple values) {
    return database.pool().preparedQuery(SQL.get(statement)).execute(values);
  }
}
