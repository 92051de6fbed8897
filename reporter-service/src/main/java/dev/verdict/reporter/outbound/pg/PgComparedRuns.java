package dev.verdict.reporter.outbound.pg;

import dev.verdict.contract.Verdict;
import dev.verdict.reporter.domain.comparison.ComparedRun;
import dev.verdict.reporter.domain.comparison.ComparedTest;
import dev.verdict.reporter.domain.comparison.KnownTest;
import dev.verdict.reporter.domain.comparison.Touched;
import dev.verdict.reporter.usecase.comparison.ComparedRuns;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs in the tables of history, to be compared. */
public final class PgComparedRuns implements ComparedRuns {
  private static final Sql SQL = Sql.of(PgComparedRuns.class, "sql/comparison.sql");

  /** A run with more bad tests than this has one cause, and nobody reads them one by one. */
  private static final int MOST_BAD = 20_000;

  private static final int MOST_DIFFERENT = 5_000;
  private static final int MOST_FILES = 20;

  private final Database database;

  public PgComparedRuns(Database database) {
    this.database = database;
  }

  @Override
  public Future<Optional<Subject>> find(UUID run) {
    return Rows.list(
            database,
            SQL.get("run"),
            Tuple.of(run),
            row -> new Subject(run(row), row.getString("base_branch")))
        .map(found -> found.stream().findFirst());
  }

  @Override
  public Future<List<ComparedRun>> before(ComparedRun run, String branch, int most) {
    Tuple values =
        Tuple.of(branch, Rows.utc(run.createdAt()), run.id())
            .addString(run.project())
            .addString(run.repository())
            .addInteger(most);
    return Rows.list(database, SQL.get("before"), values, PgComparedRuns::run);
  }

  @Override
  public Future<List<ComparedTest>> bad(ComparedRun run, List<ComparedRun> with) {
    return tests("bad", Tuple.of(run.id(), ids(with), Rows.project(run.project()), MOST_BAD));
  }

  @Override
  public Future<List<ComparedTest>> passedOnRetry(ComparedRun run) {
    return tests("passed_on_retry", Tuple.of(run.id(), Rows.project(run.project()), MOST_BAD));
  }

  @Override
  public Future<List<ComparedTest>> fixed(ComparedRun run, List<ComparedRun> with) {
    return tests("fixed", Tuple.of(run.id(), ids(with), Rows.project(run.project()), MOST_BAD));
  }

  @Override
  public Future<Map<UUID, Touched>> touched(List<UUID> runs) {
    return Rows.list(
            database,
            SQL.get("touched"),
            Tuple.tuple().addArrayOfUUID(runs.toArray(UUID[]::new)).addInteger(MOST_FILES),
            row -> Map.entry(row.getUUID("id"), touched(row)))
        .map(
            found ->
                found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static Touched touched(Row row) {
    String[] files = row.getArrayOfStrings("files");
    return new Touched(
        row.getString("author"),
        row.getString("title"),
        files == null ? List.of() : List.of(files),
        row.getInteger("all_files"));
  }

  @Override
  public Future<List<KnownTest>> onlyIn(ComparedRun one, ComparedRun other) {
    return Rows.list(
        database,
        SQL.get("only_in"),
        Tuple.of(one.id(), other.id(), MOST_DIFFERENT),
        row ->
            new KnownTest(
                row.getUUID("test_key"),
                row.getString("test_id"),
                row.getString("name"),
                row.getString("suite"),
                row.getString("class_name"),
                row.getString("file")));
  }

  private Future<List<ComparedTest>> tests(String statement, Tuple values) {
    return Rows.list(database, SQL.get(statement), values, PgComparedRuns::test);
  }

  private static UUID[] ids(List<ComparedRun> runs) {
    return runs.stream().map(ComparedRun::id).toArray(UUID[]::new);
  }

  private static ComparedRun run(Row row) {
    return new ComparedRun(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("project"),
        row.getString("repository"),
        row.getString("branch"),
        row.getString("commit_sha"),
        Rows.time(row, "created_at"));
  }

  private static ComparedTest test(Row row) {
    Boolean @Nullable [] bad = row.getArrayOfBooleans("bad_before");
    int badRuns = 0;
    while (bad != null && badRuns < bad.length && bad[badRuns]) {
      badRuns++;
    }
    return new ComparedTest(
        row.getUUID("test_key"),
        row.getString("test_id"),
        row.getString("name"),
        row.getString("suite"),
        row.getString("class_name"),
        row.getString("file"),
        row.getUUID("task_id"),
        row.getInteger("attempt"),
        Verdict.of(row.getString("verdict")),
        row.getString("message"),
        row.getString("type"),
        bad != null,
        badRuns,
        badRuns == 0 ? null : row.getArrayOfUUIDs("runs_before")[badRuns - 1],
        row.getDouble("probability"),
        row.getBoolean("quarantined"));
  }
}
