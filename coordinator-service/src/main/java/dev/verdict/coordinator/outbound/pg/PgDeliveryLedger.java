package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.Json;
import dev.verdict.coordinator.usecase.CloseAttempt;
import dev.verdict.coordinator.usecase.webhook.DeliveryLedger;
import dev.verdict.coordinator.usecase.webhook.DeliveryTransaction;
import dev.verdict.coordinator.usecase.webhook.Settlement;
import dev.verdict.runtime.outbox.Outbox;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Waiting deliveries in {@code webhook_deliveries}; the effect commits with the outcome. */
public final class PgDeliveryLedger implements DeliveryLedger {
  private static final Sql SQL = PgDeliveryShelf.SQL;
  private static final int LONGEST_REASON = 2_000;

  private final Database database;
  private final Outbox outbox;
  private final PgRunLedger runs;
  private final PgShelf shelf;
  private final CloseAttempt closeAttempt;
  private final Runnable changed;

  /**
   * @param changed is told when there is something new to schedule
   */
  public PgDeliveryLedger(
      Database database,
      Outbox outbox,
      PgRunLedger runs,
      PgShelf shelf,
      CloseAttempt closeAttempt,
      Runnable changed) {
    this.database = database;
    this.outbox = outbox;
    this.runs = runs;
    this.shelf = shelf;
    this.closeAttempt = closeAttempt;
    this.changed = changed;
  }

  @Override
  public Future<List<Claimed>> claim(int most, Duration backOff) {
    return database
        .pool()
        .preparedQuery(SQL.get("claim"))
        .execute(Tuple.of(most, backOff.toMillis() / 1000.0))
        .map(
            rows ->
                Rows.list(
                    rows,
                    row ->
                        new Claimed(
                            row.getUUID("id"),
                            row.getString("provider"),
                            row.getInteger("attempts"),
                            row.getString("traceparent"))));
  }

  @Override
  public Future<Boolean> settle(UUID id, Function<DeliveryTransaction, Future<Settlement>> work) {
    return database
        .inTransaction(connection -> settle(connection, id, work))
        .map(
            done -> {
              done.ifPresent(this::committed);
              return done.isPresent();
            });
  }

  private void committed(PgRunLedger.Joined joined) {
    outbox.committed();
    joined.committed();
    changed.run();
  }

  private Future<Optional<PgRunLedger.Joined>> settle(
      SqlConnection connection, UUID id, Function<DeliveryTransaction, Future<Settlement>> work) {
    return connection
        .preparedQuery(SQL.get("lock"))
        .execute(Tuple.of(id))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                return Future.succeededFuture(Optional.empty());
              }
              Row row = rows.iterator().next();
              var joined = runs.within(connection);
              var delivery =
                  new PgDeliveryTransaction(connection, row, shelf, joined, closeAttempt);
              return inOrder(connection, row)
                  .compose(ordered -> work.apply(delivery))
                  .compose(settlement -> keep(connection, id, settlement))
                  .map(kept -> Optional.of(joined));
            });
  }

  private static Future<Void> inOrder(SqlConnection connection, Row row) {
    String repository = row.getString("repository");
    return repository.isEmpty()
        ? Future.succeededFuture()
        : connection
            .preparedQuery(SQL.get("order"))
            .execute(Tuple.of(row.getString("provider") + "/" + repository))
            .mapEmpty();
  }

  private static Future<Void> keep(SqlConnection connection, UUID id, Settlement settlement) {
    return connection
        .preparedQuery(SQL.get("settle"))
        .execute(
            Tuple.of(
                id,
                settlement.outcome().word(),
                settlement.reason().replace("\0", ""),
                new JsonArray(Json.text(settlement.effects()).replace("\\u0000", ""))))
        .mapEmpty();
  }

  @Override
  public Future<Void> failed(UUID id, String why, boolean last) {
    String shown = why.replace("\0", "");
    return database
        .pool()
        .preparedQuery(SQL.get("fail"))
        .execute(
            Tuple.of(
                id,
                shown.length() <= LONGEST_REASON ? shown : shown.substring(0, LONGEST_REASON),
                last))
        .mapEmpty();
  }
}
