package dev.verdict.contract.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.verdict.contract.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Public events as CloudEvents 1.0 in Kafka's binary mode, and those of runs back. */
public final class CloudEventCodec {
  /** The CDEvents specification that the types and the data follow. */
  public static final String CDEVENTS_VERSION = "0.5.1";

  public static final String SOURCE = "/verdict/coordinator";

  private CloudEventCodec() {}

  /** Headers and value of the Kafka record. */
  public record Encoded(Map<String, String> headers, byte[] value) {}

  public static Encoded encode(RunEvent event) {
    return encode(event, PublicAddress.UNKNOWN);
  }

  public static Encoded encode(RunEvent event, PublicAddress address) {
    var envelope =
        new Envelope(
            event.id(),
            event.type().type(),
            event.subject(),
            event.time(),
            event.runId(),
            address.schema(event.type().shortName()));
    Map<String, String> headers = envelope.headers();
    headers.put("ce_sequence", Long.toString(event.sequence()));
    if (event.traceparent() != null) {
      headers.put("ce_traceparent", event.traceparent());
    }
    return new Encoded(
        headers, Json.bytes(envelope.body(CdEventContent.of(event, address), event.data())));
  }

  public static Encoded encode(WorkerEvent event, PublicAddress address) {
    UUID worker = event.news().workerId();
    var envelope =
        new Envelope(
            event.id(),
            event.kind().type(),
            worker.toString(),
            event.time(),
            worker,
            address.schema(event.kind().shortName()));
    ObjectNode content = Json.mapper().createObjectNode().put("name", event.news().name());
    return new Encoded(envelope.headers(), Json.bytes(envelope.body(content, event.news())));
  }

  public static Encoded encode(SubscriptionEvent event, PublicAddress address) {
    var envelope =
        new Envelope(
            event.id(),
            event.kind().type(),
            event.subscription().toString(),
            event.time(),
            event.subscription(),
            address.schema(event.kind().shortName()));
    ObjectNode content = Json.mapper().createObjectNode().put("name", event.news().name());
    return new Encoded(envelope.headers(), Json.bytes(envelope.body(content, event.news())));
  }

  /** Empty for a type of which this version does not know: a reader passes over it. */
  public static Optional<RunEvent> decode(Map<String, String> headers, byte[] value) {
    Optional<EventType> type = EventType.of(headers.getOrDefault("ce_type", ""));
    if (type.isEmpty()) {
      return Optional.empty();
    }
    JsonNode body = Json.tree(value);
    if (!body.path("customData").isObject()) {
      throw new IllegalArgumentException(
          "event: no customData in " + type.get().type() + " (expected: an object)");
    }
    try {
      return Optional.of(
          new RunEvent(
              UUID.fromString(require(headers, "ce_partitionkey")),
              Long.parseLong(require(headers, "ce_sequence")),
              type.get(),
              body.path("subject").path("id").asText(),
              Instant.parse(require(headers, "ce_time")),
              Json.mapper().treeToValue(body.path("customData"), type.get().data()),
              headers.get("ce_traceparent")));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "event: customData of " + type.get().type() + ": " + e.getOriginalMessage(), e);
    }
  }

  private static String require(Map<String, String> headers, String name) {
    String value = headers.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "event: no header " + name + " (expected: a CloudEvent in binary mode)");
    }
    return value;
  }

  /** What every public event says of itself, once for CloudEvents and once for CDEvents. */
  private record Envelope(
      String id, String type, String subject, Instant time, UUID key, @Nullable String schema) {

    Map<String, String> headers() {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("ce_specversion", "1.0");
      headers.put("ce_id", id);
      headers.put("ce_source", SOURCE);
      headers.put("ce_type", type);
      headers.put("ce_subject", withoutControls(subject));
      headers.put("ce_time", time.toString());
      headers.put("ce_partitionkey", key.toString());
      if (schema != null) {
        headers.put("ce_dataschema", schema);
      }
      headers.put("content-type", "application/json");
      return headers;
    }

    ObjectNode body(ObjectNode content, Object data) {
      ObjectNode body = Json.mapper().createObjectNode();
      ObjectNode context =
          body.putObject("context")
              .put("specversion", CDEVENTS_VERSION)
              .put("id", id)
              .put("source", SOURCE)
              .put("type", type)
              .put("timestamp", time.toString());
      if (schema != null) {
        context.put("schemaUri", schema);
      }
      body.putObject("subject").put("id", subject).put("source", SOURCE).set("content", content);
      body.set("customData", Json.mapper().valueToTree(data));
      body.put("customDataContentType", "application/json");
      return body;
    }

    /**
     * An attribute of a CloudEvent is text without control characters; a test's name is anything,
     * and stands in the body as it is.
     */
    private static String withoutControls(String subject) {
      StringBuilder line = new StringBuilder(subject.length());
      subject
          .codePoints()
          .forEach(
              c ->
                  line.appendCodePoint(
                      Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE
                          ? '_'
                          : c));
      return line.toString();
    }
  }
}
