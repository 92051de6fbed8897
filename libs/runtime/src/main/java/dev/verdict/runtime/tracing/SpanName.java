package dev.verdict.runtime.tracing;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a span is about. Nothing that somebody wrote belongs into it: neither a body nor a secret.
 *
 * @param attributes few, and short
 */
public record SpanName(Kind kind, String name, Map<String, String> attributes) {
  /** On which side of a message it is. */
  public enum Kind {
    INTERNAL,
    PRODUCER,
    CONSUMER
  }

  public SpanName {
    attributes = Map.copyOf(attributes);
  }

  public static SpanName of(String name) {
    return new SpanName(Kind.INTERNAL, name, Map.of());
  }

  /** Messages of a topic, on their way out. */
  public static SpanName sending(String topic) {
    return messages(Kind.PRODUCER, "send", topic);
  }

  /** Messages of a topic, taken in. */
  public static SpanName processing(String topic) {
    return messages(Kind.CONSUMER, "process", topic);
  }

  private static SpanName messages(Kind kind, String operation, String topic) {
    return new SpanName(
        kind,
        operation + " " + topic,
        Map.of(
            "messaging.system",
            "kafka",
            "messaging.destination.name",
            topic,
            "messaging.operation.type",
            operation));
  }

  public SpanName with(String attribute, Object value) {
    Map<String, String> more = new LinkedHashMap<>(attributes);
    more.put(attribute, String.valueOf(value));
    return new SpanName(kind, name, more);
  }
}
