package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.api.RunView;
import dev.verdict.coordinator.domain.Matching;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run's row, with what its tasks and tests say. */
final class RunViews {
  private static final Sql LEASES = Sql.of(RunViews.class, "sql/leases.sql");
  private static final Sql WORKERS = Sql.of(RunViews.class, "sql/workers.sql");
  private static final int MOST_WAITING = 20;

  private final Database database;

  RunViews(Database database) {
    this.database = database;
  }

  Future<RunView> of(Row row) {
    UUID id = row.getUUID("id");
    Future<RowSet<Row>> tests = query(PgRunLedger.RUNS.get("verdicts"), Tuple.of(id));
    Future<RowSet<Row>> tasks = query(PgRunLedger.RUNS.get("statuses"), Tuple.of(id));
    Future<RowSet<Row>> missing =
        query(PgRunLedger.RUNS.get("missing"), Tuple.of(id, Completeness.MOST_MISSING));
    Future<Map<String, String>> waiting =
        row.getString("verdict") == null ? waiting(id) : Future.succeededFuture(Map.of());
    return Future.all(tests, tasks, missing, waiting)
        .map(
            all -> {
              Counts counts =
                  Counts.of(Rows.verdicts(tests.result()), Rows.withoutVerdict(tests.result()));
              Completeness completeness =
                  completeness(
                      counts, Rows.list(missing.result(), test -> test.getString("test_id")));
              return view(row, counts, statuses(tasks.result()), completeness, waiting.result());
            });
  }

  /**
   * A page of a list: two statements for all of them. Which tests are missing and why tasks wait is
   * told by the run itself.
   */
  Future<List<RunView>> ofMany(RowSet<Row> runs) {
    UUID[] ids = Rows.list(runs, row -> row.getUUID("id")).toArray(UUID[]::new);
    Tuple values = Tuple.tuple().addArrayOfUUID(ids);
    Future<RowSet<Row>> tests = query(PgRunLedger.RUNS.get("verdicts_of_many"), values);
    Future<RowSet<Row>> tasks = query(PgRunLedger.RUNS.get("statuses_of_many"), values);
    return Future.all(tests, tasks)
        .map(
            both -> {
              Map<UUID, List<Row>> testsOf = Rows.grouped(tests.result(), "run_id");
              Map<UUID, List<Row>> tasksOf = Rows.grouped(tasks.result(), "run_id");
              return Rows.list(
                  runs,
                  row -> {
                    List<Row> verdicts = testsOf.getOrDefault(row.getUUID("id"), List.of());
                    List<Row> statuses = tasksOf.getOrDefault(row.getUUID("id"), List.of());
                    Counts counts =
                        Counts.of(Rows.verdicts(verdicts), Rows.withoutVerdict(verdicts));
                    return view(
                        row, counts, statuses(statuses), completeness(counts, List.of()), Map.of());
                  });
            });
  }

  private static Completeness completeness(Counts counts, List<String> missing) {
    return new Completeness(
        counts.total(), counts.total() - counts.lost() - counts.pending(), missing);
  }

  private static RunView view(
      Row row,
      Counts counts,
      Map<TaskStatus, Integer> tasks,
      Completeness completeness,
      Map<String, String> waiting) {
    Instant created = Views.time(row, "created_at");
    Instant finished = Rows.instant(row, "finished_at");
    return new RunView(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("project"),
        TaskStatus.of(row.getString("status")),
        Views.verdict(row),
        row.getString("reason"),
        row.getString("user_name"),
        Rows.json(row, "ci", CiContext.class),
        created,
        Rows.instant(row, "started_at"),
        finished,
        duration(created, finished),
        counts,
        tasks,
        completeness,
        waiting,
        Rows.map(row, "metadata"),
        row.getLong("sequence"),
        links(row.getUUID("id")));
  }

  private static @Nullable Double duration(Instant created, @Nullable Instant finished) {
    return finished == null ? null : Duration.between(created, finished).toNanos() / 1e9;
  }

  private static Map<TaskStatus, Integer> statuses(Iterable<Row> rows) {
    Map<TaskStatus, Integer> statuses = new EnumMap<>(TaskStatus.class);
    rows.forEach(row -> statuses.put(TaskStatus.of(row.getString("status")), row.getInteger("n")));
    return statuses;
  }

  private static Map<String, String> links(UUID id) {
    String self = "/api/v1/runs/" + id;
    Map<String, String> links = new LinkedHashMap<>();
    links.put("self", self);
    links.put("tasks", self + "/tasks");
    links.put("tests", self + "/tests");
    links.put("artifacts", self + "/artifacts");
    links.put("events", self + "/events");
    links.put("report", self + "/report?format=html");
    return links;
  }

  /** Looked at afresh, so that it is true the moment it is read. */
  private Future<Map<String, String>> waiting(UUID run) {
    return query(LEASES.get("waiting_classes"), Tuple.tuple())
        .compose(
            classes ->
                classes.size() == 0
                    ? Future.succeededFuture(Map.of())
                    : query(WORKERS.get("offers"), Tuple.tuple())
                        .compose(
                            offers -> {
                              Map<Integer, String> hopeless = hopeless(classes, offers);
                              return hopeless.isEmpty()
                                  ? Future.succeededFuture(Map.of())
                                  : query(
                                          PgRunLedger.RUNS.get("waiting_tasks"),
                                          Tuple.of(run, MOST_WAITING * 10))
                                      .map(tasks -> sentences(tasks, hopeless));
                            }));
  }

  private static Map<Integer, String> hopeless(RowSet<Row> classes, RowSet<Row> offers) {
    List<Matching.Offer> all = Rows.list(offers, PgLeaseBoard::offer);
    Map<Integer, String> hopeless = new LinkedHashMap<>();
    for (Row row : classes) {
      var need = new Matching.Need(row.getString("type"), Rows.requirements(row, "requirements"));
      if (all.stream().noneMatch(offer -> Matching.fits(need, offer))) {
        hopeless.put(row.getInteger("id"), why(need, all));
      }
    }
    return hopeless;
  }

  private static String why(Matching.Need need, List<Matching.Offer> offers) {
    if (offers.isEmpty()) {
      return "no worker is registered";
    }
    Set<String> lacks = new HashSet<>();
    offers.forEach(offer -> lacks.addAll(Matching.lacks(need, offer)));
    return "no registered worker can ever run it: "
        + String.join("; ", lacks.stream().sorted().limit(5).toList());
  }

  private static Map<String, String> sentences(RowSet<Row> tasks, Map<Integer, String> hopeless) {
    Map<String, String> sentences = new LinkedHashMap<>();
    for (Row task : tasks) {
      String why = hopeless.get(task.getInteger("class"));
      if (why != null && sentences.size() < MOST_WAITING) {
        sentences.put(task.getUUID("id").toString(), why);
      }
    }
    return sentences;
  }

  private Future<RowSet<Row>> query(String sql, Tuple values) {
    return database.pool().preparedQuery(sql).execute(values);
  }
}
