package dev.verdict.reporter.outbound.pg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.verdict.contract.Json;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import dev.verdict.reporter.domain.gate.RunFacts;
import dev.verdict.reporter.usecase.digest.EndedRun;
import dev.verdict.reporter.usecase.gate.GateStore;
import dev.verdict.reports.model.GateResult;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Results of gates, in {@code run_gates}. */
public final class PgGates implements GateStore {
  private static final Sql SQL = Sql.of(PgGates.class, "sql/gate.sql");
  private static final TypeReference<List<GateResult.Rule>> RULES = new TypeReference<>() {};

  private final Database database;

  public PgGates(Database database) {
    this.database = database;
  }

  @Override
  public Future<Optional<RunFacts>> facts(UUID run) {
    return Rows.list(database, SQL.get("facts"), Tuple.of(run), PgGates::facts)
        .map(found -> found.stream().findFirst());
  }

  private static RunFacts facts(Row row) {
    String summary = row.getString("summary");
    String completeness = row.getString("completeness");
    Counts counts = summary == null ? Counts.NONE : Json.read(summary, Counts.class);
    Completeness plan =
        completeness == null
            ? new Completeness(0, 0, List.of())
            : Json.read(completeness, Completeness.class);
    Double seconds = row.getDouble("duration");
    return new RunFacts(
        "cancelled".equals(row.getString("status")),
        Objects.requireNonNullElse(row.getString("reason"), "nothing is known of it"),
        counts.passed(),
        counts.skipped(),
        counts.bad(),
        0,
        row.getInteger("task_failures"),
        0,
        false,
        0,
        0,
        plan.planned(),
        plan.accounted(),
        seconds == null ? 0 : seconds,
        row.getDouble("coverage"));
  }

  @Override
  public Future<Void> keep(EndedRun run, GateResult result, Instant at) {
    return database
        .pool()
        .preparedQuery(SQL.get("keep"))
        .execute(
            Tuple.of(
                run.id(), run.finish(), result.passed(), Json.text(result.rules()), Rows.utc(at)))
        .mapEmpty();
  }

  @Override
  public Future<Optional<Kept>> find(UUID run) {
    return Rows.list(database, SQL.get("find"), Tuple.of(run), PgGates::kept)
        .map(found -> found.stream().findFirst());
  }

  @Override
  public Future<Void> again(UUID run) {
    return database.pool().preparedQuery(SQL.get("again")).execute(Tuple.of(run)).mapEmpty();
  }

  private static Kept kept(Row row) {
    Boolean passed = row.getBoolean("passed");
    return new Kept(
        row.getBoolean("ended"),
        row.getBoolean("whole"),
        passed == null
            ? Optional.empty()
            : Optional.of(
                new Held(
                    new GateResult(passed, rules(row.getString("rules"))),
                    Rows.time(row, "evaluated_at"))));
  }

  private static List<GateResult.Rule> rules(String json) {
    try {
      return Json.mapper().readValue(json, RULES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("run_gates.rules: " + e.getOriginalMessage(), e);
    }
  }
}
