package dev.verdict.artifacts.outbound.pg;

import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.artifacts.usecase.links.RunBook;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@link RunBook} in PostgreSQL. */
public final class PgRunBook implements RunBook {
  private static final Sql SQL = Sql.of(PgRunBook.class, "sql/links.sql");

  private final Database database;

  public PgRunBook(Database database) {
    this.database = database;
  }

  @Override
  public Future<Void> remember(Map<UUID, CiRun> runs) {
    if (runs.isEmpty()) {
      return Future.succeededFuture();
    }
    List<UUID> ids = runs.keySet().stream().sorted().toList();
    List<CiRun> known = ids.stream().map(runs::get).toList();
    return database
        .pool()
        .preparedQuery(SQL.get("remember_runs"))
        .execute(
            Tuple.tuple()
                .addArrayOfUUID(ids.toArray(UUID[]::new))
                .addArrayOfString(known.stream().map(CiRun::provider).toArray(String[]::new))
                .addArrayOfString(known.stream().map(CiRun::repository).toArray(String[]::new))
                .addArrayOfString(known.stream().map(CiRun::id).toArray(String[]::new)))
        .mapEmpty();
  }

  @Override
  public Future<Optional<CiRun>> ciRun(UUID runId) {
    return database
        .pool()
        .preparedQuery(SQL.get("ci_run"))
        .execute(Tuple.of(runId))
        .map(rows -> rows.stream().findFirst().map(PgRunBook::run));
  }

  @Override
  public Future<Integer> forgetRuns(Instant rememberedBefore, int most) {
    return database
        .pool()
        .preparedQuery(SQL.get("forget_runs"))
        .execute(Tuple.of(Rows.utc(rememberedBefore), most))
        .map(RowSet::rowCount);
  }

  static CiRun run(Row row) {
    return new CiRun(
        row.getString("provider"), row.getString("repository"), row.getString("ci_run_id"));
  }

  @Override
  public Future<Optional<UUID>> ourRun(CiRun run) {
    return database
        .pool()
        .preparedQuery(SQL.get("our_run"))
        .execute(Tuple.of(run.provider(), run.repository(), run.id()))
        .map(rows -> rows.stream().findFirst().map(row -> row.getUUID("run_id")));
  }
}
