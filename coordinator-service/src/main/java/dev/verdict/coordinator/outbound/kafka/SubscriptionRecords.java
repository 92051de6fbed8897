package dev.verdict.coordinator.outbound.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.verdict.contract.Json;
import dev.verdict.contract.event.CloudEventCodec;
import dev.verdict.runtime.kafka.Message;
import dev.verdict.runtime.outbox.OutboxEntry;
import dev.verdict.runtime.outbox.OutboxRow;
import java.util.LinkedHashMap;
import java.util.Map;

/** Public events about subscriptions: they belong to no run, so they have no sequence. */
final class SubscriptionRecords {
  private SubscriptionRecords() {}

  static Message of(OutboxRow row) {
    OutboxEntry entry = row.entry();
    String id = entry.key() + "-" + row.id();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", id);
    headers.put("ce_source", CloudEventCodec.SOURCE);
    headers.put("ce_type", entry.type());
    headers.put("ce_subject", entry.key());
    headers.put("ce_time", row.at().toString());
    headers.put("ce_partitionkey", entry.key());
    headers.put("content-type", "application/json");
    return new Message(entry.topic(), entry.key(), headers, Json.bytes(body(row, id)));
  }

  private static ObjectNode body(OutboxRow row, String id) {
    OutboxEntry entry = row.entry();
    ObjectNode body = Json.mapper().createObjectNode();
    body.putObject("context")
        .put("version", CloudEventCodec.CDEVENTS_VERSION)
        .put("id", id)
        .put("source", CloudEventCodec.SOURCE)
        .put("type", entry.type())
        .put("timestamp", row.at().toString());
    body.putObject("subject")
        .put("id", entry.key())
        .put("source", CloudEventCodec.SOURCE)
        .put("type", "verdict-subscription")
        .putObject("content");
    try {
      body.set("customData", Json.mapper().readTree(entry.payload()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("outbox " + row.id() + ": payload is no JSON", e);
    }
    body.put("customDataContentType", "application/json");
    return body;
  }
}
