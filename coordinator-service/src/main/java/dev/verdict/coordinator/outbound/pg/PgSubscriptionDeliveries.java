package dev.verdict.coordinator.outbound.pg;

import dev.verdict.coordinator.outbound.kafka.OutgoingRecords;
import dev.verdict.coordinator.usecase.subscription.Audience;
import dev.verdict.coordinator.usecase.subscription.DeliveryLedger;
import dev.verdict.runtime.outbox.OutboxRow;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ledger in the table {@code subscription_deliveries}. */
public final class PgSubscriptionDeliveries implements DeliveryLedger {
  private static final Sql OUTBOX = Sql.of(PgSubscriptionDeliveries.class, "sql/outbox.sql");
  private static final int AT_ONCE = 500;
  private static final long MOST_EVENTS = 200_000;

  private final Database database;
  private final LoggedEvents events;

  public PgSubscriptionDeliveries(Vertx vertx, Database database, OutgoingRecords records) {
    this.database = database;
    this.events = new LoggedEvents(vertx, records);
  }

  @Override
  public Future<List<Entry>> list(
      UUID subscription, Filter filter, @Nullable UUID after, int most) {
    return database
        .pool()
        .preparedQuery(PgDeliveryQueue.QUEUE.get("ledger"))
        .execute(Tuple.of(subscription, after, filter.state(), filter.run(), most))
        .map(rows -> Rows.list(rows, PgSubscriptionDeliveries::entry));
  }

  @Override
  public Future<Optional<Entry>> find(UUID subscription, UUID delivery) {
    return database
        .pool()
        .preparedQuery(PgDeliveryQueue.QUEUE.get("entry"))
        .execute(Tuple.of(subscription, delivery))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(entry(rows.iterator().next())));
  }

  private static Entry entry(Row row) {
    boolean waits = row.getString("state").equals("waiting");
    JsonArray tries = row.get(JsonArray.class, "tries");
    return new Entry(
        row.getUUID("id"),
        row.getUUID("subscription_id"),
        row.getString("event_id"),
        row.getString("type"),
        row.getUUID("run_id"),
        row.getString("state"),
        row.getInteger("attempts"),
        row.getInteger("replays"),
        Views.time(row, "event_at"),
        Views.time(row, "queued_at"),
        Rows.instant(row, "finished_at"),
        waits ? Rows.instant(row, "due_at") : null,
        tries.stream().map(each -> (Map<String, Object>) ((JsonObject) each).getMap()).toList());
  }

  @Override
  public Future<Boolean> again(UUID subscription, UUID delivery) {
    return database
        .inTransaction(
            connection ->
                connection
                    .preparedQuery(LoggedEvents.FEED.get("again_one"))
                    .execute(Tuple.of(subscription, delivery)))
        .map(rows -> rows.iterator().next().getInteger("n") > 0);
  }

  @Override
  public Future<Integer> againRun(UUID subscription, UUID run) {
    return audience(subscription).compose(audience -> againRun(audience, run, 0, 0));
  }

  private Future<Integer> againRun(Audience audience, UUID run, long after, int before) {
    Tuple values = Tuple.of(run, after, AT_ONCE);
    return page(audience, OUTBOX.get("read_run"), values)
        .compose(
            page -> {
              int sum = before + page.queued();
              OutboxRow last = page.last();
              Long sequence = last == null ? null : last.entry().sequence();
              return page.full() && sequence != null
                  ? againRun(audience, run, sequence, sum)
                  : Future.succeededFuture(sum);
            });
  }

  @Override
  public Future<Integer> againSpan(UUID subscription, Instant from, Instant to) {
    Tuple span = Tuple.of(from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC));
    return audience(subscription)
        .compose(
            audience ->
                database
                    .pool()
                    .preparedQuery(LoggedEvents.FEED.get("span"))
                    .execute(span)
                    .compose(
                        rows -> {
                          long first = rows.iterator().next().getLong("first");
                          long last = rows.iterator().next().getLong("last");
                          return last - first > MOST_EVENTS
                              ? Future.failedFuture(new TooManyEvents(last - first, MOST_EVENTS))
                              : againSpan(audience, first, last, 0);
                        }));
  }

  private Future<Integer> againSpan(Audience audience, long first, long last, int before) {
    return page(audience, LoggedEvents.FEED.get("read_span"), Tuple.of(first, last, AT_ONCE))
        .compose(
            page -> {
              int sum = before + page.queued();
              return page.full() && page.last() != null
                  ? againSpan(audience, page.last().id() + 1, last, sum)
                  : Future.succeededFuture(sum);
            });
  }

  /** What was read and queued in one transaction. */
  private record Read(int queued, boolean full, @Nullable OutboxRow last) {}

  private Future<Read> page(Audience audience, String sql, Tuple values) {
    return database.inTransaction(
        connection ->
            connection
                .preparedQuery(sql)
                .execute(values)
                .compose(
                    rows -> {
                      List<OutboxRow> read = Rows.list(rows, OutboxRow::of);
                      OutboxRow last = read.isEmpty() ? null : read.get(read.size() - 1);
                      return events
                          .match(connection, audience, events.of(read))
                          .compose(found -> queue(connection, found.matches()))
                          .map(queued -> new Read(queued, read.size() == AT_ONCE, last));
                    }));
  }

  private static Future<Integer> queue(SqlConnection connection, List<Audience.Match> matches) {
    return matches.isEmpty()
        ? Future.succeededFuture(0)
        : connection
            .preparedQuery(LoggedEvents.FEED.get("again"))
            .execute(LoggedEvents.columns(matches))
            .map(rows -> rows.iterator().next().getInteger("n"));
  }

  /** Of one: who asks for a replay means also what was before his time. */
  private Future<Audience> audience(UUID subscription) {
    return database
        .pool()
        .preparedQuery(PgSubscriptions.SQL.get("target"))
        .execute(Tuple.of(subscription))
        .map(
            rows ->
                new Audience(
                    Rows.list(
                        rows,
                        row ->
                            new Audience.Listener(
                                subscription,
                                SubscriptionRows.terms(row, Map.of()),
                                Instant.EPOCH))));
  }
}
