package dev.verdict.reporter.outbound.pg;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.verdict.contract.Json;
import dev.verdict.contract.Verdict;
import dev.verdict.reporter.domain.TestKey;
import dev.verdict.reporter.domain.comparison.KnownTest;
import dev.verdict.reporter.domain.flaky.Execution;
import dev.verdict.reporter.domain.flaky.FlakyJudgement;
import dev.verdict.reporter.domain.flaky.FlakyTest;
import dev.verdict.reporter.usecase.digest.EndedRun;
import dev.verdict.reporter.usecase.flaky.FlakyStore;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tests that fail by chance, in {@code flaky_tests}. */
public final class PgFlakyStore implements FlakyStore {
  private static final Sql SQL = Sql.of(PgFlakyStore.class, "sql/flaky.sql");

  private final Database database;

  public PgFlakyStore(Database database) {
    this.database = database;
  }

  /** A row as it is written. */
  private record Written(@JsonUnwrapped KnownTest test, @JsonUnwrapped FlakyJudgement judgement) {}

  @Override
  public Future<List<KnownTest>> candidates(EndedRun run, int limit) {
    Tuple values =
        Tuple.of(run.id()).addString(run.commitSha()).addString(run.projectKey()).addInteger(limit);
    return Rows.list(database, SQL.get("candidates"), values, PgFlakyStore::test);
  }

  @Override
  public Future<Map<UUID, List<Execution>>> executions(
      String project, List<UUID> tests, int ofEach) {
    return database
        .pool()
        .preparedQuery(SQL.get("executions"))
        .execute(Tuple.of(project, tests.toArray(UUID[]::new), ofEach))
        .map(
            rows -> {
              Map<UUID, List<Execution>> byTest = new HashMap<>();
              for (Row row : rows) {
                byTest
                    .computeIfAbsent(row.getUUID("test_key"), key -> new ArrayList<>())
                    .add(execution(row));
              }
              return byTest;
            });
  }

  private static Execution execution(Row row) {
    return new Execution(
        row.getUUID("run_id"),
        row.getString("commit_sha"),
        row.getString("variant"),
        Verdict.of(row.getString("verdict")),
        row.getInteger("reruns"),
        row.getString("worker_name"),
        Rows.time(row, "recorded_at"));
  }

  @Override
  public Future<Void> keep(EndedRun run, List<Judged> judged, Instant now) {
    UUID[] not =
        judged.stream()
            .filter(each -> each.judgement().isEmpty())
            .map(each -> each.test().testKey())
            .toArray(UUID[]::new);
    List<Written> flaky =
        judged.stream()
            .flatMap(each -> each.judgement().map(how -> new Written(each.test(), how)).stream())
            .toList();
    Tuple values = Tuple.of(run.projectKey(), run.id(), Rows.utc(now)).addString(Json.text(flaky));
    return database.inTransaction(
        connection ->
            connection
                .preparedQuery(SQL.get("not_any_more"))
                .execute(Tuple.of(run.projectKey()).addArrayOfUUID(not))
                .compose(gone -> connection.preparedQuery(SQL.get("keep")).execute(values))
                .mapEmpty());
  }

  @Override
  public Future<List<FlakyTest>> list(
      @Nullable String project, double from, @Nullable Place after, int limit) {
    Filters filters =
        new Filters(SQL.get("list")).and("f.project = ?", project).and("f.probability >= ?", from);
    if (after != null) {
      filters.and("(f.probability, f.test_key) < (?, ?)", after.probability(), after.test());
    }
    filters.order(SQL.get("list_order"), limit);
    return Rows.list(database, filters.sql(), filters.values(), PgFlakyStore::flaky);
  }

  @Override
  public Future<Optional<FlakyTest>> find(String project, String testId) {
    Filters filters =
        new Filters(SQL.get("list"))
            .and("f.project = ?", project)
            .and("f.test_key = ?", TestKey.of(testId));
    return Rows.list(database, filters.sql(), filters.values(), PgFlakyStore::flaky)
        .map(found -> found.stream().findFirst());
  }

  private static KnownTest test(Row row) {
    return new KnownTest(
        row.getUUID("test_key"),
        row.getString("test_id"),
        row.getString("name"),
        row.getString("suite"),
        row.getString("class_name"),
        row.getString("file"));
  }

  private static FlakyTest flaky(Row row) {
    return new FlakyTest(
        row.getString("project"),
        test(row),
        new FlakyJudgement(
            row.getDouble("probability"),
            row.getDouble("rate"),
            row.getDouble("rate_low"),
            row.getDouble("rate_high"),
            row.getInteger("failures"),
            row.getInteger("executions"),
            PgFailureHistory.words(row.getString("reasons_text")),
            row.getInteger("passes_since"),
            Rows.time(row, "last_flip_at")),
        row.getUUID("last_run"),
        Rows.time(row, "updated_at"),
        row.getUUID("quarantine"));
  }
}
