package dev.verdict.reporter.outbound.pg.badge;

import dev.verdict.contract.Json;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.reporter.usecase.badge.LatestRuns;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The latest runs on PostgreSQL. */
public final class PgLatestRuns implements LatestRuns {
  private static final Sql SQL = Sql.of(PgLatestRuns.class, "sql/badges.sql");

  private final Database database;

  public PgLatestRuns(Database database) {
    this.database = database;
  }

  @Override
  public Future<List<Ended>> ended(@Nullable String project, List<String> branches) {
    return database
        .pool()
        .preparedQuery(SQL.get("ended"))
        .execute(Tuple.of(project).addArrayOfString(branches.toArray(String[]::new)))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(PgLatestRuns::ended).toList());
  }

  private static Ended ended(Row row) {
    String summary = row.getString("summary");
    return new Ended(
        row.getString("name"),
        row.getString("test_type"),
        Verdict.of(row.getString("verdict")),
        summary == null ? Counts.NONE : Json.read(summary, Counts.class),
        row.getOffsetDateTime("created_at").toInstant());
  }

  @Override
  public Future<Optional<Double>> coverage(@Nullable String project, List<String> branches) {
    return database
        .pool()
        .preparedQuery(SQL.get("coverage"))
        .execute(Tuple.of(project).addArrayOfString(branches.toArray(String[]::new)))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(rows.iterator().next().getDouble("metric_value")));
  }
}
