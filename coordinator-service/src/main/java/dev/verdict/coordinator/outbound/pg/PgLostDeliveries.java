package dev.verdict.coordinator.outbound.pg;

import dev.verdict.coordinator.usecase.webhook.LostDeliveries;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What came in stands in {@code webhook_deliveries}, until when all did in another table. */
public final class PgLostDeliveries implements LostDeliveries {
  private static final Sql SQL = PgDeliveryShelf.SQL;

  private final Database database;
  private final Function<Place, Future<DeliveryHistory>> histories;

  /**
   * @param histories who remembers what was sent
   */
  public PgLostDeliveries(Database database, Function<Place, Future<DeliveryHistory>> histories) {
    this.database = database;
    this.histories = histories;
  }

  @Override
  public Future<DeliveryHistory> history(Place place) {
    return histories.apply(place);
  }

  @Override
  public Future<Optional<Window>> claim(Place place, Duration interval) {
    return database
        .pool()
        .preparedQuery(SQL.get("reconcile"))
        .execute(Tuple.of(place.provider(), place.repository(), interval.toMillis() / 1000.0))
        .map(
            rows ->
                Rows.list(
                        rows,
                        row ->
                            new Window(
                                row.getOffsetDateTime("through").toInstant(),
                                row.getString("page"),
                                Rows.instant(row, "page_until")))
                    .stream()
                    .findFirst());
  }

  @Override
  public Future<Set<String>> known(String provider, Collection<String> deliveryIds) {
    return database
        .pool()
        .preparedQuery(SQL.get("known_ids"))
        .execute(Tuple.of(provider).addArrayOfString(deliveryIds.toArray(String[]::new)))
        .map(rows -> Set.copyOf(Rows.list(rows, row -> row.getString("delivery_id"))));
  }

  @Override
  public Future<Void> complete(Place place, Instant through) {
    return database
        .pool()
        .preparedQuery(SQL.get("reconciled"))
        .execute(Tuple.of(place.provider(), place.repository(), through.atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  @Override
  public Future<Void> goOn(Place place, String page, @Nullable Instant until) {
    return database
        .pool()
        .preparedQuery(SQL.get("reconcile_on"))
        .execute(Tuple.of(place.provider(), place.repository(), page, TestColumns.time(until)))
        .mapEmpty();
  }
}
