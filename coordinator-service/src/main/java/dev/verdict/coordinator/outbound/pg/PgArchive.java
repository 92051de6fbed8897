package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.api.RunView;
import dev.verdict.contract.api.TaskView;
import dev.verdict.contract.api.TestView;
import dev.verdict.contract.api.WorkerView;
import dev.verdict.coordinator.usecase.Archive;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads short snapshots only: a page a statement. */
public final class PgArchive implements Archive {
  private static final Sql WORKERS = Sql.of(PgArchive.class, "sql/workers.sql");

  private final Database database;
  private final RunViews runViews;

  public PgArchive(Database database) {
    this.database = database;
    this.runViews = new RunViews(database);
  }

  @Override
  public Future<Optional<RunView>> run(UUID id) {
    return query(run("get"), Tuple.of(id))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture(Optional.empty())
                    : runViews.of(rows.iterator().next()).map(Optional::of));
  }

  @Override
  public Future<List<RunView>> runs(@Nullable UUID before, RunFilter filter, int most) {
    Tuple values =
        Tuple.of(
            before, filter.status(), filter.project(), filter.branch(), filter.commitSha(), most);
    return query(run("list"), values).compose(runViews::ofMany);
  }

  @Override
  public Future<Optional<TaskView>> task(UUID id) {
    return query(task("get"), Tuple.of(id))
        .compose(this::withCounts)
        .map(tasks -> tasks.stream().findFirst());
  }

  @Override
  public Future<List<TaskView>> tasks(
      @Nullable UUID before, @Nullable String status, @Nullable String type, int most) {
    return query(task("list"), Tuple.of(before, status, type, most)).compose(this::withCounts);
  }

  @Override
  public Future<List<PlannedTask>> tasksOfRun(
      UUID run, int afterOrdinal, @Nullable String status, int most) {
    return query(task("list_of_run"), Tuple.of(run, afterOrdinal, status, most))
        .compose(
            rows -> {
              List<Integer> ordinals = Rows.list(rows, row -> row.getInteger("ordinal"));
              return withCounts(rows)
                  .map(
                      tasks ->
                          IntStream.range(0, tasks.size())
                              .mapToObj(i -> new PlannedTask(ordinals.get(i), tasks.get(i)))
                              .toList());
            });
  }

  @Override
  public Future<List<TaskView>> tasksById(List<UUID> ids) {
    return query(task("by_ids"), Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new)))
        .compose(this::withCounts);
  }

  private Future<List<TaskView>> withCounts(RowSet<Row> tasks) {
    UUID[] ids = Rows.list(tasks, row -> row.getUUID("id")).toArray(UUID[]::new);
    return query(task("counts"), Tuple.tuple().addArrayOfUUID(ids))
        .map(
            counts -> {
              Map<UUID, Map<Verdict, Integer>> verdicts = new HashMap<>();
              Map<UUID, Integer> pending = new HashMap<>();
              for (Row row : counts) {
                Verdict verdict = Views.verdict(row);
                UUID id = row.getUUID("task_id");
                if (verdict == null) {
                  pending.put(id, row.getInteger("n"));
                } else {
                  verdicts
                      .computeIfAbsent(id, none -> new EnumMap<>(Verdict.class))
                      .put(verdict, row.getInteger("n"));
                }
              }
              return Rows.list(
                  tasks,
                  row -> {
                    UUID id = row.getUUID("id");
                    return Views.task(
                        row,
                        Counts.of(
                            verdicts.getOrDefault(id, Map.of()), pending.getOrDefault(id, 0)));
                  });
            });
  }

  @Override
  public Future<List<TestView>> testsOfRun(
      UUID run, TestPosition after, @Nullable String verdict, @Nullable String text, int most) {
    return query(
            task("tests_of_run"), Tuple.of(run, after.task(), after.test(), verdict, text, most))
        .map(rows -> Rows.list(rows, Views::test));
  }

  @Override
  public Future<List<TestView>> testsOfTask(UUID task, String afterTest, int most) {
    return query(task("tests_of_task"), Tuple.of(task, afterTest, most))
        .map(rows -> Rows.list(rows, Views::test));
  }

  @Override
  public Future<Boolean> change(
      UUID task, @Nullable Integer priority, @Nullable Integer timeout, @Nullable String name) {
    return query(task("update_pending"), Tuple.of(task, priority, timeout, name))
        .map(rows -> rows.size() > 0);
  }

  @Override
  public Future<List<WorkerView>> workers(
      @Nullable String status, @Nullable UUID before, int most) {
    return query(WORKERS.get("list"), Tuple.of(status, before, most))
        .map(rows -> Rows.list(rows, row -> Views.worker(row, row.getInteger("busy"))));
  }

  @Override
  public Future<Optional<WorkerView>> worker(UUID id) {
    return query(WORKERS.get("get"), Tuple.of(id))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(
                        Views.worker(
                            rows.iterator().next(), rows.iterator().next().getInteger("busy"))));
  }

  private Future<RowSet<Row>> query(String sql, Tuple values) {
    return database.pool().preparedQuery(sql).execute(values);
  }

  private static String run(String name) {
    return PgRunLedger.RUNS.get(name);
  }

  private static String task(String name) {
    return PgRunLedger.TASKS.get(name);
  }
}
