package dev.verdict.coordinator.outbound.pg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.coordinator.usecase.RequestKey;
import dev.verdict.coordinator.usecase.webhook.DeliveryArchive;
import dev.verdict.coordinator.usecase.webhook.Effect;
import dev.verdict.runtime.http.Idempotency;
import dev.verdict.runtime.http.Reply;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deliveries read from {@code webhook_deliveries}. */
public final class PgDeliveryArchive implements DeliveryArchive {
  private static final Sql SQL = PgDeliveryShelf.SQL;
  private static final TypeReference<List<Effect>> EFFECTS = new TypeReference<>() {};

  private final Database database;

  public PgDeliveryArchive(Database database) {
    this.database = database;
  }

  /** Nothing stands for "there was none". */
  record Replayed(@Nullable UUID id) {}

  @Override
  public Future<List<DeliveryView>> list(@Nullable UUID before, Filter filter, int most) {
    Tuple values =
        Tuple.of(before, filter.provider(), filter.outcome(), filter.event(), filter.repository())
            .addOffsetDateTime(filter.since())
            .addOffsetDateTime(filter.until())
            .addString(filter.deliveryId())
            .addInteger(most);
    return database
        .pool()
        .preparedQuery(SQL.get("list"))
        .execute(values)
        .map(rows -> Rows.list(rows, PgDeliveryArchive::view));
  }

  @Override
  public Future<Optional<Whole>> find(UUID id) {
    return database
        .pool()
        .preparedQuery(SQL.get("get"))
        .execute(Tuple.of(id))
        .map(
            rows -> {
              if (rows.size() == 0) {
                return Optional.empty();
              }
              Row row = rows.iterator().next();
              return Optional.of(new Whole(view(row), KeptRequest.of(row)));
            });
  }

  @Override
  public Future<Optional<UUID>> replay(UUID id, String by, Optional<RequestKey> key) {
    UUID fresh = Ids.next();
    return database
        .inTransaction(
            connection ->
                Idempotency.once(
                    connection,
                    key.map(RequestKey::key),
                    key.map(RequestKey::caller).orElse(""),
                    key.map(RequestKey::request).orElseGet(Buffer::buffer),
                    () ->
                        connection
                            .preparedQuery(SQL.get("replay"))
                            .execute(Tuple.of(id, fresh, by))
                            .map(
                                rows ->
                                    Reply.json(
                                        202, new Replayed(rows.rowCount() == 0 ? null : fresh)))))
        .map(reply -> Json.read(((Reply.Whole) reply).body().getBytes(), Replayed.class))
        .map(replayed -> Optional.ofNullable(replayed.id()));
  }

  private static DeliveryView view(Row row) {
    String outcome = row.getString("outcome");
    return new DeliveryView(
        row.getUUID("id"),
        row.getString("provider"),
        row.getString("delivery_id"),
        row.getString("event"),
        row.getString("repository"),
        row.getString("source"),
        row.getInteger("body_bytes"),
        row.getOffsetDateTime("received_at"),
        outcome == null ? "pending" : outcome,
        row.getString("reason"),
        effects(row),
        row.getInteger("attempts"),
        outcome == null ? row.getOffsetDateTime("due_at") : null,
        row.getOffsetDateTime("processed_at"),
        row.getUUID("replay_of"),
        row.getInteger("times"),
        row.getBoolean("reconciled"));
  }

  private static List<Effect> effects(Row row) {
    try {
      return Json.mapper().readValue(row.getValue("effects").toString(), EFFECTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("webhook_deliveries.effects: " + e.getOriginalMessage(), e);
    }
  }
}
