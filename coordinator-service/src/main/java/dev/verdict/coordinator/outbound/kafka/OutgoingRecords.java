package dev.verdict.coordinator.outbound.kafka;

import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.event.CloudEventCodec;
import dev.verdict.contract.event.PublicAddress;
import dev.verdict.contract.event.WorkerEvent;
import dev.verdict.contract.message.WorkerNews;
import dev.verdict.coordinator.outbound.pg.PgEventLog;
import dev.verdict.runtime.kafka.Message;
import dev.verdict.runtime.outbox.OutboxEntry;
import dev.verdict.runtime.outbox.OutboxRow;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Rows of the outbox as records: public events as CloudEvents, ours as the JSON that they are. */
public final class OutgoingRecords {
  private final PublicAddress address;

  /**
   * @param address where others reach the system
   */
  public OutgoingRecords(PublicAddress address) {
    this.address = address;
  }

  public Message of(OutboxRow row) {
    OutboxEntry entry = row.entry();
    if (entry.topic().equals(Topics.EVENTS)) {
      CloudEventCodec.Encoded event =
          entry.runId() == null
              ? CloudEventCodec.encode(workerEvent(row), address)
              : CloudEventCodec.encode(PgEventLog.event(row), address);
      return new Message(entry.topic(), entry.key(), event.headers(), event.value());
    }
    return new Message(
        entry.topic(),
        entry.key(),
        Map.of(Topics.TYPE_HEADER, entry.type()),
        entry.payload().getBytes(StandardCharsets.UTF_8));
  }

  private static WorkerEvent workerEvent(OutboxRow row) {
    WorkerNews news = Json.read(row.entry().payload(), WorkerNews.class);
    return new WorkerEvent(WorkerEvent.Kind.of(news).orElseThrow(), row.at(), news);
  }
}
