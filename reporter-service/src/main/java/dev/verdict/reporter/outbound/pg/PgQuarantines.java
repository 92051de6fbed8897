package dev.verdict.reporter.outbound.pg;

import dev.verdict.reporter.domain.TestKey;
import dev.verdict.reporter.domain.flaky.Quarantine;
import dev.verdict.reporter.domain.flaky.QuarantineWatch;
import dev.verdict.reporter.usecase.digest.EndedRun;
import dev.verdict.reporter.usecase.flaky.QuarantineStore;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Quarantines in their table. */
public final class PgQuarantines implements QuarantineStore {
  private static final Sql SQL = Sql.of(PgQuarantines.class, "sql/quarantine.sql");

  private final Database database;

  public PgQuarantines(Database database) {
    this.database = database;
  }

  @Override
  public Future<Boolean> add(Quarantine quarantine) {
    String project = Rows.project(quarantine.project());
    UUID test = TestKey.of(quarantine.testId());
    Tuple values =
        Tuple.of(quarantine.id(), project, test, quarantine.testId(), quarantine.owner())
            .addString(quarantine.ticket())
            .addString(quarantine.reason())
            .addOffsetDateTime(Rows.utc(quarantine.expiresAt()))
            .addOffsetDateTime(Rows.utc(quarantine.createdAt()))
            .addString(quarantine.createdBy());
    return database.inTransaction(
        connection ->
            connection
                .preparedQuery(SQL.get("expire"))
                .execute(Tuple.of(project, test, Rows.utc(quarantine.createdAt())))
                .compose(expired -> connection.preparedQuery(SQL.get("add")).execute(values))
                .map(rows -> rows.rowCount() == 1));
  }

  @Override
  public Future<Optional<Quarantine>> find(UUID id) {
    return Rows.list(database, SQL.get("find"), Tuple.of(id), PgQuarantines::quarantine)
        .map(found -> found.stream().findFirst());
  }

  @Override
  public Future<List<Quarantine>> list(
      @Nullable String project,
      @Nullable String testId,
      boolean openOnly,
      Instant now,
      @Nullable Place after,
      int limit) {
    Filters filters =
        new Filters(SQL.get("list"))
            .and("q.project = ?", project)
            .and("q.test_key = ?", testId == null ? null : TestKey.of(testId))
            .and("q.ended_at IS NULL AND q.expires_at > ?", openOnly ? now : null);
    if (after != null) {
      filters.and("(q.created_at, q.id) < (?, ?)", after.createdAt(), after.id());
    }
    filters.order(SQL.get("list_order"), limit);
    return Rows.list(database, filters.sql(), filters.values(), PgQuarantines::quarantine);
  }

  @Override
  public Future<Boolean> change(Quarantine changed) {
    return changedOne(
        "change",
        Tuple.of(changed.id(), changed.owner())
            .addString(changed.ticket())
            .addString(changed.reason())
            .addOffsetDateTime(Rows.utc(changed.expiresAt()))
            .addOffsetDateTime(Rows.utc(changed.updatedAt()))
            .addString(changed.updatedBy()));
  }

  @Override
  public Future<Boolean> end(UUID id, Instant at, String by, String why) {
    return changedOne("end", Tuple.of(id, Rows.utc(at), by, why));
  }

  @Override
  public Future<List<Quarantine>> openIn(EndedRun run, Instant now) {
    return Rows.list(
        database,
        SQL.get("open_in"),
        Tuple.of(run.id(), run.projectKey(), Rows.utc(now)),
        PgQuarantines::quarantine);
  }

  @Override
  public Future<List<QuarantineWatch.Outcome>> outcomes(Quarantine quarantine, int limit) {
    return Rows.list(
        database,
        SQL.get("outcomes"),
        Tuple.of(
            TestKey.of(quarantine.testId()),
            Rows.project(quarantine.project()),
            Rows.utc(quarantine.createdAt()),
            limit),
        row ->
            new QuarantineWatch.Outcome(
                row.getUUID("run_id"),
                row.getBoolean("good"),
                row.getBoolean("flaky"),
                Rows.time(row, "at")));
  }

  @Override
  public Future<Void> watched(UUID id, QuarantineWatch watch, UUID lastRun) {
    Instant broken = watch.brokenSince();
    return changedOne(
            "watched",
            Tuple.of(id, watch.passes(), watch.failures())
                .addOffsetDateTime(broken == null ? null : Rows.utc(broken))
                .addUUID(lastRun))
        .mapEmpty();
  }

  @Override
  public Future<Void> release(UUID id, Instant at, String by, String why, UUID run, int passes) {
    Tuple values = Tuple.of(id, Rows.utc(at), by, why).addUUID(run).addInteger(passes);
    return changedOne("release", values).mapEmpty();
  }

  @Override
  public Future<Map<Quarantine.State, Integer>> standing(Instant now) {
    return Rows.list(
            database,
            SQL.get("standing"),
            Tuple.of(Rows.utc(now)),
            row ->
                Map.of(
                    Quarantine.State.ACTIVE, row.getInteger("active"),
                    Quarantine.State.BROKEN, row.getInteger("broken"),
                    Quarantine.State.EXPIRED, row.getInteger("expired")))
        .map(List::getFirst);
  }

  private Future<Boolean> changedOne(String statement, Tuple values) {
    return database
        .pool()
        .preparedQuery(SQL.get(statement))
        .execute(values)
        .map(rows -> rows.rowCount() == 1);
  }

  private static Quarantine quarantine(Row row) {
    String project = row.getString("project");
    return new Quarantine(
        row.getUUID("id"),
        project.isEmpty() ? null : project,
        row.getString("test_id"),
        row.getString("owner"),
        row.getString("ticket"),
        row.getString("reason"),
        Rows.time(row, "expires_at"),
        Rows.time(row, "created_at"),
        row.getString("created_by"),
        Rows.time(row, "updated_at"),
        row.getString("updated_by"),
        Rows.timeOrNone(row, "ended_at"),
        row.getString("ended_by"),
        row.getString("ended_why"),
        row.getInteger("passes"),
        row.getInteger("failures"),
        Rows.timeOrNone(row, "broken_since"),
        row.getUUID("last_run"));
  }
}
