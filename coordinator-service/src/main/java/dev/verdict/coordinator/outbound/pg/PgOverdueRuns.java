package dev.verdict.coordinator.outbound.pg;

import dev.verdict.coordinator.usecase.Upkeep;
import dev.verdict.runtime.pg.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Runs whose deadline has passed, by the database's clock. */
public final class PgOverdueRuns implements Upkeep.OverdueRuns {
  private final Database database;

  public PgOverdueRuns(Database database) {
    this.database = database;
  }

  @Override
  public Future<List<UUID>> find(int most) {
    return database
        .pool()
        .preparedQuery(PgRunLedger.RUNS.get("overdue"))
        .execute(Tuple.of(most))
        .map(rows -> Rows.list(rows, row -> row.getUUID("id")));
  }
}
