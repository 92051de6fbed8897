package dev.verdict.runtime.outbox;

import io.vertx.sqlclient.Row;
import java.time.Instant;

/** An entry as it stands in the table. */
public record OutboxRow(long id, Instant at, OutboxEntry entry) {

  public static OutboxRow of(Row row) {
    return new OutboxRow(
        row.getLong("id"),
        row.getOffsetDateTime("at").toInstant(),
        new OutboxEntry(
            row.getString("topic"),
            row.getString("key"),
            row.getString("type"),
            row.getUUID("run_id"),
            row.getLong("sequence"),
            row.getString("subject"),
            row.getString("payload"),
            row.getString("traceparent")));
  }
}
