package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.Ids;
import dev.verdict.contract.Topics;
import dev.verdict.coordinator.outbound.kafka.OutgoingRecords;
import dev.verdict.coordinator.outbound.webhook.StructuredEvent;
import dev.verdict.coordinator.usecase.subscription.Audience;
import dev.verdict.coordinator.usecase.subscription.PublishedEvent;
import dev.verdict.runtime.outbox.OutboxEntry;
import dev.verdict.runtime.outbox.OutboxRow;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Public events in the outbox, matched with those who want them, and as rows of the ledger. */
final class LoggedEvents {
  static final Sql FEED = Sql.of(LoggedEvents.class, "sql/subscription_feed.sql");

  private final Vertx vertx;
  private final OutgoingRecords records;

  LoggedEvents(Vertx vertx, OutgoingRecords records) {
    this.vertx = vertx;
    this.records = records;
  }

  List<PublishedEvent> of(List<OutboxRow> rows) {
    return rows.stream()
        .filter(row -> row.entry().topic().equals(Topics.EVENTS))
        .map(this::event)
        .toList();
  }

  private PublishedEvent event(OutboxRow row) {
    OutboxEntry entry = row.entry();
    UUID run = entry.runId();
    if (run == null) {
      StructuredEvent event = StructuredEvent.of(records.of(row));
      return new PublishedEvent(
          row.id(),
          UUID.fromString(entry.key()),
          null,
          event.id(),
          event.type(),
          row.at(),
          event::attributes);
    }
    return new PublishedEvent(
        row.id(),
        run,
        run,
        run + "-" + Objects.requireNonNull(entry.sequence()),
        PgEventLog.typeOf(entry),
        row.at(),
        () -> StructuredEvent.of(records.of(row)).attributes());
  }

  /** Who wants which; what takes long is done beside the event loop. */
  Future<Audience.Found> match(
      SqlConnection connection, Audience audience, List<PublishedEvent> events) {
    if (events.isEmpty() || audience.size() == 0) {
      return Future.succeededFuture(audience.match(List.of(), Map.of()));
    }
    Future<Map<UUID, Map<String, Object>>> runs =
        audience.asksAboutRuns() ? runs(connection, events) : Future.succeededFuture(Map.of());
    return runs.compose(
        known ->
            audience.hasConditions()
                ? vertx.executeBlocking(() -> audience.match(events, known), false)
                : Future.succeededFuture(audience.match(events, known)));
  }

  private static Future<Map<UUID, Map<String, Object>>> runs(
      SqlConnection connection, List<PublishedEvent> events) {
    UUID[] ids =
        events.stream()
            .map(PublishedEvent::runId)
            .filter(Objects::nonNull)
            .distinct()
            .toArray(UUID[]::new);
    return connection
        .preparedQuery(FEED.get("runs"))
        .execute(Tuple.tuple().addArrayOfUUID(ids))
        .map(rows -> Rows.byId(rows, "id", LoggedEvents::run));
  }

  private static Map<String, Object> run(Row row) {
    Map<String, Object> ci = Rows.map(row, "ci");
    Map<String, Object> run = new HashMap<>();
    run.put("id", row.getUUID("id").toString());
    run.put("name", row.getString("name"));
    run.put("project", row.getString("project"));
    run.put("user", row.getString("user_name"));
    run.put("branch", ci.get("branch"));
    run.put("ci", ci);
    run.put("metadata", Rows.map(row, "metadata"));
    return run;
  }

  /** The columns of new rows of the ledger. */
  static Tuple columns(List<Audience.Match> matches) {
    int n = matches.size();
    UUID[] id = new UUID[n];
    UUID[] subscription = new UUID[n];
    Long[] position = new Long[n];
    UUID[] stream = new UUID[n];
    UUID[] run = new UUID[n];
    String[] eventId = new String[n];
    String[] type = new String[n];
    OffsetDateTime[] at = new OffsetDateTime[n];
    for (int i = 0; i < n; i++) {
      PublishedEvent event = matches.get(i).event();
      id[i] = Ids.next();
      subscription[i] = matches.get(i).subscription();
      position[i] = event.position();
      stream[i] = event.stream();
      run[i] = event.runId();
      eventId[i] = event.eventId();
      type[i] = event.type();
      at[i] = event.at().atOffset(ZoneOffset.UTC);
    }
    return Tuple.from(new Object[] {id, subscription, position, stream, run, eventId, type, at});
  }
}
