package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.Ids;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What came in stands in {@code webhook_deliveries}, until when all did in another table. */
public final class PgLostDeliveries implements LostDeliveries {
  static final Sql LOST = Sql.of(PgLostDeliveries.class, "sql/lost.sql");
  private static final Sql SQL = PgDeliveryShelf.SQL;
  private static final int LONGEST_REASON = 2_000;

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
        .compose(
            done ->
                database
                    .pool()
                    .preparedQuery(LOST.get("forget_tries"))
                    .execute(Tuple.of(place.provider(), place.repository())))
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

  @Override
  public Future<List<Known>> told(String provider, Collection<String> keys, Instant since) {
    return database
        .pool()
        .preparedQuery(LOST.get("told"))
        .execute(
            Tuple.of(provider)
                .addArrayOfString(keys.toArray(String[]::new))
                .addOffsetDateTime(since.atOffset(ZoneOffset.UTC)))
        .map(
            rows ->
                Rows.list(
                    rows,
                    row ->
                        new Known(
                            row.getString("key"),
                            Rows.instant(row, "at"),
                            row.getString("delivery_id"))));
  }

  @Override
  public Future<Instant> untoldUntil(String provider, Instant from) {
    return database
        .pool()
        .preparedQuery(LOST.get("untold_until"))
        .execute(Tuple.of(provider, from.atOffset(ZoneOffset.UTC)))
        .map(
            rows -> {
              Instant latest = Rows.instant(rows.iterator().next(), "latest");
              return latest == null ? from : latest;
            });
  }

  @Override
  public Future<Integer> failed(Place place, String deliveryId) {
    return database
        .pool()
        .preparedQuery(LOST.get("failed"))
        .execute(Tuple.of(place.provider(), place.repository(), deliveryId))
        .map(rows -> rows.iterator().next().getInteger("tries"));
  }

  @Override
  public Future<Void> giveUp(Place place, DeliveryHistory.Sent sent, String why) {
    String shown = why.replace("\0", "");
    return database
        .pool()
        .preparedQuery(LOST.get("give_up"))
        .execute(
            Tuple.of(
                Ids.next(),
                place.provider(),
                sent.deliveryId(),
                place.repository(),
                shown.length() <= LONGEST_REASON ? shown : shown.substring(0, LONGEST_REASON)))
        .mapEmpty();
  }
}
