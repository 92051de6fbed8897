package dev.verdict.coordinator.outbound.kafka;

import dev.verdict.contract.Topics;
import dev.verdict.contract.event.CloudEventCodec;
import dev.verdict.coordinator.outbound.pg.PgEventLog;
import dev.verdict.runtime.kafka.Message;
import dev.verdict.runtime.outbox.OutboxEntry;
import dev.verdict.runtime.outbox.OutboxRow;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Rows of the outbox as records: public events as CloudEvents, ours as the JSON that they are. */
public final class OutgoingRecords {
  private OutgoingRecords() {}

  public static Message of(OutboxRow row) {
    OutboxEntry entry = row.entry();
    if (entry.topic().equals(Topics.EVENTS) && entry.runId() == null) {
      return SubscriptionRecords.of(row);
    }
    if (entry.topic().equals(Topics.EVENTS)) {
      CloudEventCodec.Encoded event = CloudEventCodec.encode(PgEventLog.event(row));
      return new Message(entry.topic(), entry.key(), event.headers(), event.value());
    }
    return new Message(
        entry.topic(),
        entry.key(),
        Map.of(Topics.TYPE_HEADER, entry.type()),
        entry.payload().getBytes(StandardCharsets.UTF_8));
  }
}
