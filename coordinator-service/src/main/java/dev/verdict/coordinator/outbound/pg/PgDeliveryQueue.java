package dev.verdict.coordinator.outbound.pg;

import dev.verdict.coordinator.outbound.kafka.OutgoingRecords;
import dev.verdict.coordinator.outbound.webhook.SecretBox;
import dev.verdict.coordinator.outbound.webhook.StructuredEvent;
import dev.verdict.coordinator.usecase.subscription.DeliveryQueue;
import dev.verdict.runtime.outbox.OutboxRow;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The queue in the tables {@code subscription_…}; the lease is in the row of the health. */
public final class PgDeliveryQueue implements DeliveryQueue {
  static final Sql QUEUE = Sql.of(PgDeliveryQueue.class, "sql/subscription_queue.sql");

  private static final int MOST_OF_A_STREAM = 32;
  private static final int MOST_BYTES_OF_A_STREAM = 256 << 10;

  private final Database database;
  private final SubscriptionRows rows;
  private final OutgoingRecords records;

  public PgDeliveryQueue(Database database, SecretBox box, OutgoingRecords records) {
    this.database = database;
    this.records = records;
    this.rows = new SubscriptionRows(box);
  }

  @Override
  public Future<List<Leased>> lease(UUID owner, Duration lease, int most) {
    return query("anybody", Tuple.tuple())
        .compose(
            rows ->
                rows.iterator().next().getBoolean("anybody")
                    ? leaseSome(owner, lease, most)
                    : Future.succeededFuture(List.of()));
  }

  private Future<List<Leased>> leaseSome(UUID owner, Duration lease, int most) {
    return query("lease", Tuple.of(owner, seconds(lease), most))
        .map(
            leased ->
                Rows.list(
                    leased,
                    row -> new Leased(row.getUUID("subscription_id"), row.getInteger("failures"))));
  }

  @Override
  public Future<Set<UUID>> renew(UUID owner, Duration lease, Collection<UUID> subscriptions) {
    Tuple values =
        Tuple.of(owner, seconds(lease)).addArrayOfUUID(subscriptions.toArray(UUID[]::new));
    return query("renew", values)
        .map(renewed -> new HashSet<>(Rows.list(renewed, row -> row.getUUID("subscription_id"))));
  }

  @Override
  public Future<Void> release(UUID owner, UUID subscription) {
    return query("release", Tuple.of(owner, subscription)).mapEmpty();
  }

  @Override
  public Future<Due> due(UUID subscription, Collection<UUID> busy, int streams) {
    return database
        .pool()
        .preparedQuery(PgSubscriptions.SQL.get("target_now"))
        .execute(Tuple.of(subscription))
        .compose(
            found -> {
              if (found.size() == 0) {
                return Future.succeededFuture(new Due(null, List.of()));
              }
              var target = rows.target(found.iterator().next());
              Tuple values =
                  Tuple.of(subscription)
                      .addArrayOfUUID(busy.toArray(UUID[]::new))
                      .addInteger(streams)
                      .addInteger(MOST_OF_A_STREAM)
                      .addInteger(MOST_BYTES_OF_A_STREAM);
              return query("due", values).map(due -> new Due(target, pages(due)));
            });
  }

  private List<Page> pages(RowSet<Row> due) {
    Map<UUID, List<Waiting>> byStream = new LinkedHashMap<>();
    for (Row row : due) {
      Waiting waiting = waiting(row);
      byStream.computeIfAbsent(waiting.stream(), none -> new ArrayList<>()).add(waiting);
    }
    return byStream.entrySet().stream()
        .map(stream -> new Page(stream.getKey(), stream.getValue()))
        .toList();
  }

  private Waiting waiting(Row row) {
    Buffer body =
        row.getLong("id") == null ? null : StructuredEvent.of(records.of(OutboxRow.of(row))).body();
    return new Waiting(
        row.getUUID("delivery_id"),
        row.getUUID("delivery_stream"),
        row.getString("event_id"),
        row.getInteger("attempts"),
        body);
  }

  @Override
  public Future<Recorded> record(UUID owner, UUID subscription, List<Tried> tried) {
    return database.inTransaction(
        connection ->
            connection
                .preparedQuery(QUEUE.get("hold_lease"))
                .execute(Tuple.of(owner, subscription))
                .compose(
                    held ->
                        held.size() == 0
                            ? Future.failedFuture(new LeaseLost(subscription))
                            : new TriedDeliveries(connection, subscription, tried)
                                .record(held.iterator().next().getDouble("failing_seconds"))));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  private Future<RowSet<Row>> query(String name, Tuple values) {
    return database.pool().preparedQuery(QUEUE.get(name)).execute(values);
  }
}
