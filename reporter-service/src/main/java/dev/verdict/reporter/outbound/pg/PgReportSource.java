package dev.verdict.reporter.outbound.pg;

import dev.verdict.contract.Json;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import dev.verdict.reporter.domain.SequenceSet;
import dev.verdict.reporter.domain.Standing;
import dev.verdict.reporter.domain.TestRun;
import dev.verdict.reporter.domain.TestTask;
import dev.verdict.reporter.usecase.ReportSource;
import dev.verdict.reports.model.ReportedTask;
import dev.verdict.reports.model.RunReport;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reports out of history. */
public final class PgReportSource implements ReportSource {
  static final Sql SQL = Sql.of(PgReportSource.class, "sql/report.sql");
  static final UUID BEFORE_ALL = new UUID(0, 0);
  private static final int TASKS_AT_ONCE = 2_000;

  private final Database database;
  private final Clock clock;

  public PgReportSource(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Future<Optional<Standing>> standing(UUID run) {
    return query("standing", Tuple.of(run))
        .map(
            rows ->
                stream(rows)
                    .map(
                        row ->
                            new Standing(
                                Json.read(row.getString("row"), TestRun.class),
                                SequenceSet.parse(row.getString("received")),
                                row.getLong("links_of")))
                    .findFirst());
  }

  @Override
  public Future<RunReport> report(Standing standing, URI origin) {
    UUID id = standing.run().id();
    var counted = counted(standing);
    var tasks = tasks(id, BEFORE_ALL, new ArrayList<>());
    var extras = ReportExtras.of(database, id, origin);
    return Future.all(counted, tasks, extras)
        .map(
            all ->
                new RunReport(
                    ReportRows.run(standing.run(), counted.result(), origin),
                    extras.result().systemInfo(),
                    tasks.result(),
                    new TestPages(database, id),
                    extras.result().artifacts(),
                    extras.result().metrics(),
                    clock.instant()));
  }

  /** Counts and completeness: told by the final event, or counted while there is none. */
  record Counted(Counts counts, Completeness completeness) {}

  private Future<Counted> counted(Standing standing) {
    Counts summary = standing.run().state().summary();
    Completeness completeness = standing.run().state().completeness();
    if (summary != null && completeness != null) {
      return Future.succeededFuture(new Counted(summary, completeness));
    }
    Tuple run = Tuple.of(standing.run().id());
    var verdicts = query("counts", run);
    var planned = query("planned", run);
    return Future.all(verdicts, planned)
        .map(
            both ->
                counted(
                    verdicts.result(), planned.result().iterator().next().getInteger("planned")));
  }

  private static Counted counted(RowSet<Row> verdicts, int planned) {
    Map<Verdict, Integer> byVerdict = new EnumMap<>(Verdict.class);
    int accounted = 0;
    for (Row row : verdicts) {
      byVerdict.put(Verdict.of(row.getString("verdict")), row.getInteger("tests"));
      accounted += row.getInteger("accounted");
    }
    int pending = Math.max(0, planned - accounted - byVerdict.getOrDefault(Verdict.LOST, 0));
    return new Counted(
        Counts.of(byVerdict, pending), new Completeness(planned, accounted, List.of()));
  }

  private Future<List<ReportedTask>> tasks(UUID run, UUID after, List<ReportedTask> before) {
    return query("tasks", Tuple.of(run, after, TASKS_AT_ONCE))
        .compose(
            rows -> {
              List<TestTask> page =
                  stream(rows).map(row -> Json.read(row.getString("row"), TestTask.class)).toList();
              page.forEach(task -> before.add(ReportRows.task(task)));
              return page.size() < TASKS_AT_ONCE
                  ? Future.succeededFuture(before)
                  : tasks(run, page.getLast().id(), before);
            });
  }

  private Future<RowSet<Row>> query(String statement, Tuple parameters) {
    return database.pool().preparedQuery(SQL.get(statement)).execute(parameters);
  }

  private static java.util.stream.Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
