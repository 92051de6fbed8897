package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.Json;
import dev.verdict.coordinator.domain.subscription.Answer;
import dev.verdict.coordinator.usecase.subscription.DeliveryQueue;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What came of a batch of tries, in a few statements however many they are. */
final class TriedDeliveries {
  /** A receiver that was down for so long and is back gets at once what waits for a later try. */
  private static final double LONG_DOWN_SECONDS = 600;

  private final SqlConnection connection;
  private final UUID subscription;
  private final List<DeliveryQueue.Tried> tried;

  TriedDeliveries(SqlConnection connection, UUID subscription, List<DeliveryQueue.Tried> tried) {
    this.connection = connection;
    this.subscription = subscription;
    this.tried = tried;
  }

  Future<DeliveryQueue.Recorded> record(double failingSeconds) {
    boolean arrived = tried.stream().anyMatch(one -> one.next().delivered());
    return query("record", deliveries())
        .compose(this::advanceStreams)
        .compose(
            done ->
                arrived && failingSeconds > LONG_DOWN_SECONDS
                    ? query("wake_streams", Tuple.of(subscription)).mapEmpty()
                    : Future.succeededFuture())
        .compose(done -> query("health", health(arrived)))
        .map(
            rows ->
                new DeliveryQueue.Recorded(
                    Duration.ofMillis(
                        (long) (rows.iterator().next().getDouble("failing_seconds") * 1000))));
  }

  private Tuple deliveries() {
    UUID[] ids = tried.stream().map(one -> one.delivery().id()).toArray(UUID[]::new);
    String[] outcomes = tried.stream().map(TriedDeliveries::outcome).toArray(String[]::new);
    String[] tries = tried.stream().map(TriedDeliveries::json).toArray(String[]::new);
    return Tuple.of(subscription)
        .addArrayOfUUID(ids)
        .addArrayOfString(outcomes)
        .addArrayOfString(tries);
  }

  private static String outcome(DeliveryQueue.Tried one) {
    if (one.next().over()) {
      return one.next().delivered() ? "delivered" : "failed";
    }
    return one.next().lastTry() ? "last" : "waiting";
  }

  private static String json(DeliveryQueue.Tried one) {
    Answer answer = one.answer();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", Instant.now().minus(answer.took()).toString());
    json.put("outcome", answer.outcome().word());
    if (answer.status() != null) {
      json.put("status", answer.status());
    }
    json.put("duration_ms", answer.took().toMillis());
    // PostgreSQL keeps no NUL in a text, and the receiver may send anything.
    json.put("answer", answer.text().replace('\0', ' '));
    return Json.text(json);
  }

  private Future<Void> advanceStreams(RowSet<Row> recorded) {
    Set<UUID> still = new HashSet<>();
    Set<UUID> known = new HashSet<>();
    for (Row row : recorded) {
      known.add(row.getUUID("id"));
      if (row.getString("state").equals("waiting")) {
        still.add(row.getUUID("id"));
      }
    }
    Map<UUID, Integer> done = new TreeMap<>();
    Map<UUID, Double> waits = new TreeMap<>();
    for (DeliveryQueue.Tried one : tried) {
      UUID id = one.delivery().id();
      boolean over = known.contains(id) && !still.contains(id);
      done.merge(one.delivery().stream(), over ? 1 : 0, Integer::sum);
      waits.put(
          one.delivery().stream(),
          still.contains(id) ? one.next().pause().toMillis() / 1000.0 : 0.0);
    }
    UUID[] streams = done.keySet().toArray(UUID[]::new);
    Tuple values =
        Tuple.of(subscription)
            .addArrayOfUUID(streams)
            .addArrayOfInteger(done.values().toArray(Integer[]::new))
            .addArrayOfDouble(waits.values().toArray(Double[]::new));
    return query("advance_streams", values)
        .compose(moved -> query("remove_streams", Tuple.of(subscription).addArrayOfUUID(streams)))
        .mapEmpty();
  }

  private Tuple health(boolean arrived) {
    var last = tried.get(tried.size() - 1).next();
    double hold =
        tried.stream().mapToDouble(one -> one.next().hold().toMillis() / 1000.0).max().orElse(0);
    return Tuple.of(subscription, last.failures(), arrived, last.failures() == 0 ? 0.0 : hold);
  }

  private Future<RowSet<Row>> query(String name, Tuple values) {
    return connection.preparedQuery(PgDeliveryQueue.QUEUE.get(name)).execute(values);
  }
}
