package dev.verdict.contract.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.verdict.contract.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@link RunEvent} as a CloudEvent 1.0 in Kafka's binary mode, and back. */
public final class CloudEventCodec {
  /** The CDEvents specification that the types and the data follow. */
  public static final String CDEVENTS_VERSION = "0.4.1";

  public static final String SOURCE = "/verdict/coordinator";

  private CloudEventCodec() {}

  /** Headers and value of the Kafka record. */
  public record Encoded(Map<String, String> headers, byte[] value) {}

  public static Encoded encode(RunEvent event) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", event.id());
    headers.put("ce_source", SOURCE);
    headers.put("ce_type", event.type().type());
    headers.put("ce_subject", subject(event));
    headers.put("ce_time", event.time().toString());
    headers.put("ce_sequence", Long.toString(event.sequence()));
    headers.put("ce_partitionkey", event.runId().toString());
    headers.put("content-type", "application/json");
    return new Encoded(headers, Json.bytes(body(event)));
  }

  /** Empty for a type that this version does not know: a reader passes over it. */
  public static Optional<RunEvent> decode(Map<String, String> headers, byte[] value) {
    Optional<EventType> type = EventType.of(headers.getOrDefault("ce_type", ""));
    if (type.isEmpty()) {
      return Optional.empty();
    }
    JsonNode body = Json.tree(value);
    try {
      return Optional.of(
          new RunEvent(
              UUID.fromString(require(headers, "ce_partitionkey")),
              Long.parseLong(require(headers, "ce_sequence")),
              type.get(),
              body.path("subject").path("id").asText(),
              Instant.parse(require(headers, "ce_time")),
              Json.mapper().treeToValue(body.path("customData"), type.get().data())));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(
          "event: customData of " + type.get().type() + ": " + e.getOriginalMessage(), e);
    }
  }

  private static ObjectNode body(RunEvent event) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.putObject("context")
        .put("version", CDEVENTS_VERSION)
        .put("id", event.id())
        .put("source", SOURCE)
        .put("type", event.type().type())
        .put("timestamp", event.time().toString());
    ObjectNode subject = body.putObject("subject");
    subject
        .put("id", event.subject())
        .put("source", SOURCE)
        .put("type", event.type().subjectType());
    subject.set("content", CdEventContent.of(event));
    body.set("customData", Json.mapper().valueToTree(event.data()));
    body.put("customDataContentType", "application/json");
    return body;
  }

  /**
   * A header is one line of printable ASCII; test names are anything. The body has the subject as
   * it is.
   */
  private static String subject(RunEvent event) {
    StringBuilder line = new StringBuilder();
    event
        .subject()
        .codePoints()
        .limit(512)
        .forEach(c -> line.appendCodePoint(c < 0x20 || c > 0x7e ? '_' : c));
    return line.toString();
  }

  private static String require(Map<String, String> headers, String name) {
    String value = headers.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "event: no header " + name + " (expected: a CloudEvent in binary mode)");
    }
    return value;
  }
}
