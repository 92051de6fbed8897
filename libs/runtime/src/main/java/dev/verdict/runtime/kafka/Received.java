package dev.verdict.runtime.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record that came. A tombstone has an empty value.
 *
 * @param at when it was sent, or appended where the topic says so
 */
public record Received(
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    Map<String, String> headers,
    byte[] value,
    Instant at) {

  static Received of(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    byte[] value = record.value() == null ? new byte[0] : record.value();
    return new Received(
        record.topic(),
        record.partition(),
        record.offset(),
        record.key(),
        headers,
        value,
        Instant.ofEpochMilli(record.timestamp()));
  }

  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Where it stands, for people. */
  public String position() {
    return topic + "-" + partition + "@" + offset;
  }
}
