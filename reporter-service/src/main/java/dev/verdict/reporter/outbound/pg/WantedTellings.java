package dev.verdict.reporter.outbound.pg;

import dev.verdict.reporter.domain.RunChanges;
import dev.verdict.reporter.domain.telling.Surface;
import dev.verdict.reporter.usecase.telling.TellingRules;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/**
 * Notes that runs are to be told, in the transaction that takes their events in: so nothing is
 * forgotten between the two.
 */
public final class WantedTellings implements PgRunStore.Beside {
  private static final Sql SQL = Sql.of(WantedTellings.class, "sql/telling.sql");

  private final TellingRules rules;

  public WantedTellings(TellingRules rules) {
    this.rules = rules;
  }

  @Override
  public Future<Void> write(SqlConnection connection, List<RunChanges> changes) {
    if (rules.surfaces().isEmpty() || changes.isEmpty()) {
      return Future.succeededFuture();
    }
    Tuple values =
        Tuple.tuple()
            .addArrayOfUUID(changes.stream().map(RunChanges::runId).toArray(UUID[]::new))
            .addArrayOfBoolean(changes.stream().map(RunChanges::complete).toArray(Boolean[]::new))
            .addArrayOfString(
                rules.surfaces().stream().map(Surface::word).sorted().toArray(String[]::new))
            .addBoolean(!rules.onCompletionOnly())
            .addDouble(PgTellings.seconds(rules.interval()));
    return connection.preparedQuery(SQL.get("want")).execute(values).mapEmpty();
  }
}
