package dev.verdict.coordinator.outbound.kafka;

import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.event.CloudEventCodec;
import dev.verdict.contract.event.PublicAddress;
import dev.verdict.contract.event.SubscriptionEvent;
import dev.verdict.contract.event.WorkerEvent;
import dev.verdict.contract.message.WorkerNews;
import dev.verdict.coordinator.outbound.pg.OutgoingMessages;
import dev.verdict.coordinator.outbound.pg.PgEventLog;
import dev.verdict.runtime.kafka.Message;
import dev.verdict.runtime.outbox.OutboxEntry;
import dev.verdict.runtime.outbox.OutboxRow;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

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
      return event(row);
    }
    return new Message(
        entry.topic(),
        entry.key(),
        Map.of(Topics.TYPE_HEADER, entry.type()),
        entry.payload().getBytes(StandardCharsets.UTF_8));
  }

  private Message event(OutboxRow row) {
    OutboxEntry entry = row.entry();
    CloudEventCodec.Encoded event;
    if (entry.runId() != null) {
      event = CloudEventCodec.encode(PgEventLog.event(row), address);
    } else if (entry.type().equals(OutgoingMessages.WORKER)) {
      event = CloudEventCodec.encode(workerEvent(row), address);
    } else {
      event = CloudEventCodec.encode(subscriptionEvent(row), address);
    }
    return new Message(entry.topic(), entry.key(), event.headers(), event.value());
  }

  private static SubscriptionEvent subscriptionEvent(OutboxRow row) {
    OutboxEntry entry = row.entry();
    return new SubscriptionEvent(
        SubscriptionEvent.Kind.of(entry.type()).orElseThrow(),
        UUID.fromString(entry.key()),
        entry.key() + "-" + row.id(),
        row.at(),
        Json.read(entry.payload(), SubscriptionEvent.News.class));
  }

  private static WorkerEvent workerEvent(OutboxRow row) {
    WorkerNews news = Json.read(row.entry().payload(), WorkerNews.class);
    return new WorkerEvent(WorkerEvent.Kind.of(news).orElseThrow(), row.at(), news);
  }
}
