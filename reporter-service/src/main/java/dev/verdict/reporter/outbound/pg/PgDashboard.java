package dev.verdict.reporter.outbound.pg;

import dev.verdict.contract.Json;
import dev.verdict.reporter.domain.PastRun;
import dev.verdict.reporter.domain.TestRun;
import dev.verdict.reporter.domain.TestTask;
import dev.verdict.reporter.usecase.History.TimePlace;
import dev.verdict.reporter.usecase.dashboard.BadTest;
import dev.verdict.reporter.usecase.dashboard.Dashboard;
import dev.verdict.reporter.usecase.dashboard.Evidence;
import dev.verdict.reporter.usecase.dashboard.ListedFile;
import dev.verdict.reporter.usecase.dashboard.ListedTest;
import dev.verdict.reporter.usecase.dashboard.PastTest;
import dev.verdict.reporter.usecase.dashboard.Progress;
import dev.verdict.reporter.usecase.dashboard.Stint;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** History as pages show it, on PostgreSQL. */
public final class PgDashboard implements Dashboard {
  private static final Sql SQL = Sql.of(PgDashboard.class, "sql/dashboard.sql");

  private final Database database;

  public PgDashboard(Database database) {
    this.database = database;
  }

  @Override
  public Future<List<PastRun>> runs(RunFilter filter, @Nullable TimePlace after, int limit) {
    Filters filters =
        new Filters(SQL.get("runs"))
            .and(
                "(r.name ILIKE ? OR r.reason ILIKE ? OR r.user_name ILIKE ?)",
                containing(filter.text()))
            .and("r.project = ?", filter.project())
            .and("r.branch = ?", filter.branch())
            .and("starts_with(r.commit_sha, ?)", filter.commit())
            .and("r.created_at >= ?", filter.since())
            .and("r.created_at < ?", filter.until());
    if (filter.outcome() == Outcome.RUNNING) {
      filters.and("(r.verdict IS NULL) = ?", true);
    } else if (filter.outcome() != null) {
      filters.and("(r.verdict IN ('passed', 'skipped')) = ?", filter.outcome() == Outcome.GOOD);
    }
    if (after != null) {
      filters.and("(r.created_at, r.id) < (?, ?)", after.time(), after.id());
    }
    return list(filters.order(SQL.get("runs_order"), limit), PgDashboard::run);
  }

  @Override
  public Future<Choices> choices() {
    return query(SQL.get("choices"), Tuple.tuple())
        .map(rows -> new Choices(words(rows, "project"), words(rows, "branch")));
  }

  private static List<String> words(RowSet<Row> rows, String column) {
    return stream(rows)
        .map(row -> row.getString(column))
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .limit(100)
        .toList();
  }

  @Override
  public Future<Optional<PastRun>> run(UUID id) {
    return query(SQL.get("run"), Tuple.of(id))
        .map(rows -> stream(rows).map(PgDashboard::run).findFirst());
  }

  @Override
  public Future<Map<UUID, Progress>> progress(List<UUID> runs) {
    if (runs.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return query(SQL.get("progress"), Tuple.tuple().addArrayOfUUID(runs.toArray(UUID[]::new)))
        .map(
            rows ->
                stream(rows)
                    .collect(
                        Collectors.toMap(row -> row.getUUID("run_id"), DashboardRows::progress)));
  }

  @Override
  public Future<List<TestTask>> tasks(UUID run, int limit) {
    return list(SQL.get("tasks"), Tuple.of(run, limit), PgDashboard::task);
  }

  @Override
  public Future<Optional<TestTask>> task(UUID run, UUID task) {
    return query(SQL.get("task"), Tuple.of(run, task))
        .map(rows -> stream(rows).map(PgDashboard::task).findFirst());
  }

  @Override
  public Future<List<Stint>> stints(UUID run, @Nullable UUID task, int limit) {
    return list(
        SQL.get("stints"),
        Tuple.tuple().addUUID(run).addUUID(task).addInteger(limit),
        DashboardRows::stint);
  }

  @Override
  public Future<List<BadTest>> badTests(UUID run, int limit) {
    return list(SQL.get("bad_tests"), Tuple.of(run, limit), DashboardRows::badTest);
  }

  @Override
  public Future<List<ListedTest>> flakyTests(UUID run, int limit) {
    return list(SQL.get("flaky_tests"), Tuple.of(run, limit), DashboardRows::test);
  }

  @Override
  public Future<List<ListedTest>> tests(
      UUID run, TestFilter filter, @Nullable TestPlace after, int limit) {
    Filters filters =
        new Filters(SQL.get("tests"))
            .and("r.run_id = ?", run)
            .and("r.verdict = ?", filter.verdict() == null ? null : filter.verdict().word())
            .and("r.task_id = ?", filter.task())
            .and("(r.name ILIKE ? OR r.test_id ILIKE ?)", containing(filter.text()));
    if (after != null) {
      filters.and("(r.task_id, r.sequence) > (?, ?)", after.task(), after.sequence());
    }
    return list(filters.order(SQL.get("tests_order"), limit), DashboardRows::test);
  }

  @Override
  public Future<List<PastTest>> past(UUID testKey, @Nullable String branch, int limit) {
    Filters filters =
        new Filters(SQL.get("past")).and("t.test_key = ?", testKey).and("r.branch = ?", branch);
    return list(filters.order(SQL.get("past_order"), limit), DashboardRows::past);
  }

  @Override
  public Future<Optional<Evidence>> evidence(UUID run, UUID testKey) {
    return query(SQL.get("evidence"), Tuple.of(run, testKey))
        .map(
            rows ->
                stream(rows)
                    .map(row -> new Evidence(row.getString("message"), row.getString("detail")))
                    .findFirst());
  }

  @Override
  public Future<List<ListedFile>> files(FileFilter filter, @Nullable FilePlace after, int limit) {
    Filters filters =
        new Filters(SQL.get("files"))
            .and("a.run_id = ?", filter.run())
            .and("a.task_id = ?", filter.task())
            .and("a.type = ?", filter.type());
    if (after != null) {
      filters.and("(a.run_id, a.sequence) < (?, ?)", after.run(), after.sequence());
    }
    return list(filters.order(SQL.get("files_order"), limit), DashboardRows::file);
  }

  @Override
  public Future<Stamps> stamps(List<UUID> runs) {
    var ofRuns = query(SQL.get("stamps"), Tuple.tuple().addArrayOfUUID(runs.toArray(UUID[]::new)));
    var any = query(SQL.get("any_stamp"), Tuple.tuple());
    return Future.all(ofRuns, any)
        .map(
            both -> {
              Map<UUID, String> stamps = new HashMap<>();
              ofRuns
                  .result()
                  .forEach(row -> stamps.put(row.getUUID("run_id"), row.getString("stamp")));
              return new Stamps(stamps, any.result().iterator().next().getString("stamp"));
            });
  }

  private static @Nullable String containing(@Nullable String text) {
    return text == null ? null : "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
  }

  private static PastRun run(Row row) {
    return PastRun.of(Json.read(row.getString("row"), TestRun.class));
  }

  private static TestTask task(Row row) {
    return Json.read(row.getString("row"), TestTask.class);
  }

  private <T> Future<List<T>> list(Filters filters, Function<Row, T> read) {
    return list(filters.sql(), filters.values(), read);
  }

  private <T> Future<List<T>> list(String sql, Tuple values, Function<Row, T> read) {
    return query(sql, values).map(rows -> stream(rows).map(read).toList());
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }

  private Future<RowSet<Row>> query(String sql, Tuple values) {
    return database.pool().preparedQuery(sql).execute(values);
  }
}
