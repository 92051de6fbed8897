package dev.verdict.reporter.outbound.pg;

import dev.verdict.contract.Json;
import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.reporter.domain.failure.BadResult;
import dev.verdict.reporter.domain.failure.RunCluster;
import dev.verdict.reporter.domain.failure.RunFailures;
import dev.verdict.reporter.usecase.digest.EndedRun;
import dev.verdict.reporter.usecase.failure.FailureStore;
import dev.verdict.reports.failure.Failure;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Failures in the tables of {@code V9__failures.sql}: one transaction a run, a handful of
 * statements however many failures there are.
 */
public final class PgFailureStore implements FailureStore {
  static final Sql SQL = Sql.of(PgFailureStore.class, "sql/failures.sql");
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Database database;

  public PgFailureStore(Database database) {
    this.database = database;
  }

  /** A kind as it is written. */
  private record Kind(
      UUID fingerprint,
      @com.fasterxml.jackson.annotation.JsonProperty("class") String failureClass,
      String reason,
      String title,
      @Nullable String type,
      String text,
      int tests,
      String message,
      List<String> examples,
      List<String> workers) {
    static Kind of(RunCluster cluster) {
      return new Kind(
          cluster.analysis().fingerprint().key(),
          cluster.analysis().failureClass().word(),
          cluster.analysis().reason(),
          cluster.title(),
          cluster.type(),
          cluster.analysis().fingerprint().text(),
          cluster.tests(),
          cluster.message(),
          cluster.examples(),
          cluster.workers());
    }
  }

  @Override
  public Future<List<BadResult>> bad(UUID run, @Nullable BadResult after, int limit) {
    return Rows.list(
        database,
        SQL.get("bad"),
        Tuple.of(
            run,
            after == null ? BEFORE_ALL : after.taskId(),
            after == null ? -1L : after.sequence(),
            limit),
        PgFailureStore::bad);
  }

  private static BadResult bad(Row row) {
    String lostReason = row.getString("lost_reason");
    return new BadResult(
        row.getUUID("task_id"),
        row.getLong("sequence"),
        row.getInteger("attempt"),
        row.getUUID("test_key"),
        row.getString("test_id"),
        row.getString("worker_name"),
        Failure.of(
            Verdict.of(row.getString("verdict")),
            row.getString("type"),
            row.getString("message"),
            row.getString("detail"),
            lostReason == null ? null : LostReason.of(lostReason),
            row.getString("place")));
  }

  @Override
  public Future<Void> keep(EndedRun run, RunFailures failures) {
    List<RunCluster> clusters = failures.clusters();
    return database.inTransaction(connection -> write(connection, run, clusters));
  }

  private static Future<Void> write(
      SqlConnection connection, EndedRun run, List<RunCluster> clusters) {
    UUID[] keys =
        clusters.stream().map(each -> each.analysis().fingerprint().key()).toArray(UUID[]::new);
    String branch = Objects.requireNonNullElse(run.branch(), "");
    OffsetDateTime at = Rows.utc(run.createdAt());
    List<Future<?>> written = new ArrayList<>();
    written.add(
        execute(
            connection,
            "solve",
            Tuple.of(run.id(), run.projectKey(), branch, keys)
                .addString(run.commitSha())
                .addOffsetDateTime(at)));
    written.add(execute(connection, "forget_occurrences", Tuple.of(run.id())));
    written.add(execute(connection, "forget_run_failures", Tuple.of(run.id())));
    if (keys.length > 0) {
      String kinds = Json.text(clusters.stream().map(Kind::of).toList());
      written.add(execute(connection, "add_occurrences", occurrences(run, clusters)));
      written.add(
          execute(
              connection,
              "add_run_failures",
              Tuple.of(run.id(), run.projectKey())
                  .addString(run.branch())
                  .addOffsetDateTime(at)
                  .addString(kinds)));
      written.add(
          execute(
              connection,
              "write_clusters",
              Tuple.of(run.id(), run.projectKey())
                  .addString(run.branch())
                  .addString(run.commitSha())
                  .addOffsetDateTime(at)
                  .addString(kinds)));
      written.add(
          execute(
              connection,
              "write_standings",
              Tuple.of(run.id(), run.projectKey(), branch)
                  .addString(run.commitSha())
                  .addOffsetDateTime(at)
                  .addArrayOfUUID(keys)));
    }
    return Future.all(written).mapEmpty();
  }

  private static Tuple occurrences(EndedRun run, List<RunCluster> clusters) {
    List<UUID> kinds = new ArrayList<>();
    List<BadResult> results = new ArrayList<>();
    for (RunCluster cluster : clusters) {
      for (BadResult result : cluster.results()) {
        kinds.add(cluster.analysis().fingerprint().key());
        results.add(result);
      }
    }
    return Tuple.of(run.id())
        .addArrayOfUUID(kinds.toArray(UUID[]::new))
        .addArrayOfUUID(results.stream().map(BadResult::testKey).toArray(UUID[]::new))
        .addArrayOfUUID(results.stream().map(BadResult::taskId).toArray(UUID[]::new))
        .addArrayOfInteger(results.stream().map(BadResult::attempt).toArray(Integer[]::new))
        .addArrayOfLong(results.stream().map(BadResult::sequence).toArray(Long[]::new));
  }

  private static Future<?> execute(SqlConnection connection, String statement, Tuple values) {
    return connection.preparedQuery(SQL.get(statement)).execute(values);
  }
}
