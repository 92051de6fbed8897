package dev.verdict.reporter.outbound.pg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.verdict.contract.Json;
import dev.verdict.reporter.domain.failure.Cluster;
import dev.verdict.reporter.domain.failure.Cluster.Sighting;
import dev.verdict.reporter.domain.failure.SolvedBefore;
import dev.verdict.reporter.usecase.failure.FailureHistory;
import dev.verdict.reports.failure.FailureClass;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Failures looked up in the tables of {@code V9__failures.sql}. */
public final class PgFailureHistory implements FailureHistory {
  private static final Sql SQL = PgFailureStore.SQL;

  private final Database database;

  public PgFailureHistory(Database database) {
    this.database = database;
  }

  @Override
  public Future<List<Cluster>> clusters(Filter filter, @Nullable Place after, int limit) {
    if (filter.runId() != null) {
      return list(
          new Filters(SQL.get("clusters_of_run"))
              .and("f.run_id = ?", filter.runId())
              .and("f.project = ?", filter.project())
              .and("c.class = ?", word(filter))
              .and("f.fingerprint = ?", filter.fingerprint()),
          after == null ? null : "(f.tests, f.fingerprint) < (?, ?)",
          after == null ? 0 : (int) after.order(),
          after,
          "clusters_of_run_order",
          limit);
    }
    boolean ofBranch = filter.branch() != null;
    String table = ofBranch ? "s" : "c";
    Filters filters =
        new Filters(SQL.get(ofBranch ? "clusters_of_branch" : "clusters"))
            .and("c.project = ?", filter.project())
            .and("s.branch = ?", filter.branch())
            .and("c.class = ?", word(filter))
            .and("c.fingerprint = ?", filter.fingerprint())
            .and(table + ".last_at >= ?", filter.since())
            .and(table + ".first_at < ?", filter.until());
    return list(
        filters,
        after == null ? null : "(" + table + ".last_at, " + table + ".fingerprint) < (?, ?)",
        after == null ? 0 : Instant.EPOCH.plus(after.order(), ChronoUnit.MICROS),
        after,
        ofBranch ? "clusters_of_branch_order" : "clusters_order",
        limit);
  }

  private Future<List<Cluster>> list(
      Filters filters,
      @Nullable String placed,
      Object order,
      @Nullable Place after,
      String by,
      int limit) {
    if (placed != null && after != null) {
      filters.and(placed, order, after.fingerprint());
    }
    filters.order(SQL.get(by), limit);
    return Rows.list(database, filters.sql(), filters.values(), PgFailureHistory::cluster);
  }

  private static @Nullable String word(Filter filter) {
    return filter.failureClass() == null ? null : filter.failureClass().word();
  }

  @Override
  public Future<List<ClassCount>> classes(Filter filter) {
    Filters filters =
        new Filters(SQL.get("classes"))
            .and("f.run_id = ?", filter.runId())
            .and("f.project = ?", filter.project())
            .and("f.branch = ?", filter.branch())
            .and("f.class = ?", word(filter))
            .and("f.fingerprint = ?", filter.fingerprint())
            .and("f.at >= ?", filter.since())
            .and("f.at < ?", filter.until())
            .order(SQL.get("classes_order"), FailureClass.values().length);
    return Rows.list(
        database,
        filters.sql(),
        filters.values(),
        row ->
            new ClassCount(
                FailureClass.of(row.getString("class")),
                row.getLong("kinds"),
                row.getLong("failures")));
  }

  @Override
  public Future<List<SolvedBefore>> solved(String project, int limit) {
    return Rows.list(
        database, SQL.get("solved"), Tuple.of(project, limit), PgFailureHistory::solved);
  }

  @Override
  public Future<List<FailedTest>> tests(UUID run, UUID fingerprint, int limit) {
    return Rows.list(
        database,
        SQL.get("tests"),
        Tuple.of(run, fingerprint, limit),
        row ->
            new FailedTest(
                row.getUUID("run_id"),
                row.getUUID("task_id"),
                row.getInteger("attempt"),
                row.getString("test_id"),
                row.getString("name")));
  }

  private static SolvedBefore solved(Row row) {
    return new SolvedBefore(
        FailureClass.of(row.getString("class")),
        row.getString("text"),
        new Cluster.Solved(
            row.getUUID("fingerprint"),
            row.getString("title"),
            0,
            row.getString("branch"),
            row.getString("last_commit"),
            row.getString("solved_commit"),
            row.getUUID("solved_run"),
            Rows.time(row, "solved_at")));
  }

  private static Cluster cluster(Row row) {
    UUID solvedRun = row.getUUID("solved_run");
    String branch = row.getString("branch");
    return new Cluster(
        row.getUUID("fingerprint"),
        FailureClass.of(row.getString("class")),
        row.getString("reason"),
        row.getString("title"),
        row.getString("type"),
        row.getString("text"),
        row.getString("project"),
        branch,
        row.getInteger("tests"),
        row.getInteger("runs"),
        sighting(row, "first"),
        sighting(row, "last"),
        row.getString("good_commit"),
        solvedRun == null
            ? null
            : new Sighting(
                solvedRun, branch, row.getString("solved_commit"), Rows.time(row, "solved_at")),
        row.getString("message"),
        words(row.getString("examples")),
        words(row.getString("workers")),
        List.of(),
        row.getLong("place"));
  }

  private static Sighting sighting(Row row, String which) {
    return new Sighting(
        row.getUUID(which + "_run"),
        row.getString(which + "_branch"),
        row.getString(which + "_commit"),
        Rows.time(row, which + "_at"));
  }

  static List<String> words(String json) {
    try {
      return Json.mapper().readValue(json, new TypeReference<List<String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list in history: " + e.getOriginalMessage(), e);
    }
  }
}
