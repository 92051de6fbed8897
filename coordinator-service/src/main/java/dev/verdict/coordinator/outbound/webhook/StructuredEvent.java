package dev.verdict.coordinator.outbound.webhook;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.verdict.contract.Json;
import dev.verdict.runtime.kafka.Message;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * A CloudEvent in the JSON format's structured mode: the same attributes and the same data that
 * leave over Kafka in binary mode, so that both say the same.
 */
public record StructuredEvent(String id, String type, ObjectNode json) {
  public static final String MEDIA_TYPE = "application/cloudevents+json; charset=utf-8";

  private static final String ATTRIBUTE = "ce_";
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  public static StructuredEvent of(Message message) {
    ObjectNode json = Json.mapper().createObjectNode();
    message
        .headers()
        .forEach(
            (name, value) -> {
              if (name.startsWith(ATTRIBUTE)) {
                json.put(name.substring(ATTRIBUTE.length()), value);
              } else if (name.equals("content-type")) {
                json.put("datacontenttype", value);
              }
            });
    JsonNode data = Json.tree(message.value());
    json.set("data", data);
    return new StructuredEvent(json.path("id").asText(), json.path("type").asText(), json);
  }

  public Buffer body() {
    return Buffer.buffer(Json.bytes(json));
  }

  /** As a condition sees it. */
  public Map<String, Object> attributes() {
    return Json.mapper().convertValue(json, MAP);
  }
}
