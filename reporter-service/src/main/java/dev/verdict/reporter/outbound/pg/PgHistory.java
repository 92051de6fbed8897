package dev.verdict.reporter.outbound.pg;

import dev.verdict.contract.Json;
import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.reporter.domain.Metric;
import dev.verdict.reporter.domain.PastResult;
import dev.verdict.reporter.domain.PastRun;
import dev.verdict.reporter.domain.TestKey;
import dev.verdict.reporter.domain.TestRun;
import dev.verdict.reporter.usecase.History;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Looking back on PostgreSQL. */
public final class PgHistory implements History {
  private static final Sql SQL = Sql.of(PgHistory.class, "sql/history.sql");

  private final Database database;

  public PgHistory(Database database) {
    this.database = database;
  }

  @Override
  public Future<List<PastRun>> runs(RunFilter filter, @Nullable TimePlace after, int limit) {
    Filters filters =
        new Filters(SQL.get("runs"))
            .and("r.project = ?", filter.project())
            .and("r.branch = ?", filter.branch())
            .and("r.commit_sha = ?", filter.commitSha())
            .and("r.status = ?", filter.status() == null ? null : filter.status().word())
            .and("r.created_at >= ?", filter.since())
            .and("r.created_at < ?", filter.until());
    if (after != null) {
      filters.and("(r.created_at, r.id) < (?, ?)", after.time(), after.id());
    }
    return list(
        filters.order(SQL.get("runs_order"), limit),
        row -> PastRun.of(Json.read(row.getString("row"), TestRun.class)));
  }

  @Override
  public Future<List<PastResult>> results(
      TestFilter filter, @Nullable ResultPlace after, int limit) {
    Filters filters =
        new Filters(SQL.get("results_of_test"))
            .and("t.test_key = ?", TestKey.of(filter.testId()))
            .and("r.project = ?", filter.project())
            .and("r.branch = ?", filter.branch())
            .and("r.commit_sha = ?", filter.commitSha());
    if (after != null) {
      filters.and("(t.run_id, t.sequence) < (?, ?)", after.run(), after.sequence());
    }
    return list(filters.order(SQL.get("results_of_test_order"), limit), PgHistory::result);
  }

  @Override
  public Future<List<Metric>> metrics(MetricFilter filter, @Nullable TimePlace after, int limit) {
    Filters filters =
        new Filters(SQL.get("metrics"))
            .and("m.run_id = ?", filter.runId())
            .and("m.task_id = ?", filter.taskId())
            .and("m.metric_name = ?", filter.metricName())
            .and("m.recorded_at >= ?", filter.since())
            .and("m.recorded_at < ?", filter.until());
    if (after != null) {
      filters.and("(m.recorded_at, m.id) < (?, ?)", after.time(), after.id());
    }
    return list(filters.order(SQL.get("metrics_order"), limit), PgHistory::metric);
  }

  @Override
  public Future<Optional<Metric>> metric(UUID id) {
    return query(SQL.get("metric"), Tuple.of(id))
        .map(rows -> read(rows, PgHistory::metric).stream().findFirst());
  }

  @Override
  public Future<Owner> owner(UUID run, @Nullable UUID task) {
    return query(SQL.get("owner_is_known"), Tuple.of(run, task))
        .map(
            rows ->
                read(rows, row -> new Owner(row.getBoolean("run"), row.getBoolean("task")))
                    .getFirst());
  }

  @Override
  public Future<Boolean> add(Metric metric) {
    Tuple values =
        Tuple.tuple()
            .addUUID(metric.id())
            .addUUID(metric.runId())
            .addUUID(metric.taskId())
            .addString(metric.metricName())
            .addDouble(metric.metricValue())
            .addString(metric.unit())
            .addOffsetDateTime(metric.recordedAt().atOffset(ZoneOffset.UTC));
    return query(SQL.get("add_metric"), values).map(rows -> rows.rowCount() == 1);
  }

  private static PastResult result(Row row) {
    String lostReason = row.getString("lost_reason");
    return new PastResult(
        row.getUUID("run_id"),
        row.getString("run_name"),
        row.getString("project"),
        row.getString("branch"),
        row.getString("commit_sha"),
        row.getUUID("task_id"),
        row.getLong("sequence"),
        row.getInteger("attempt"),
        row.getString("test_id"),
        row.getString("name"),
        Verdict.of(row.getString("verdict")),
        row.getDouble("seconds"),
        row.getString("message"),
        row.getString("type"),
        lostReason == null ? null : LostReason.of(lostReason),
        row.getInteger("reruns"),
        row.getOffsetDateTime("recorded_at").toInstant(),
        row.getBoolean("latest"));
  }

  private static Metric metric(Row row) {
    return new Metric(
        row.getUUID("id"),
        row.getUUID("run_id"),
        row.getUUID("task_id"),
        row.getInteger("attempt"),
        row.getString("metric_name"),
        row.getDouble("metric_value"),
        row.getString("unit"),
        row.getOffsetDateTime("recorded_at").toInstant());
  }

  private <T> Future<List<T>> list(Filters filters, Function<Row, T> read) {
    return query(filters.sql(), filters.values()).map(rows -> read(rows, read));
  }

  private static <T> List<T> read(RowSet<Row> rows, Function<Row, T> read) {
    return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
  }

  private Future<RowSet<Row>> query(String sql, Tuple values) {
    return database.pool().preparedQuery(sql).execute(values);
  }
}
