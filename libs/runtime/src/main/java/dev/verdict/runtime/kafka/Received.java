package dev.verdict.runtime.kafka;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record that came. A tombstone has an empty value. */
public record Received(
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    Map<String, String> headers,
    byte[] value) {

  static Received of(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    byte[] value = record.value() == null ? new byte[0] : record.value();
    return new Received(
        record.topic(), record.partition(), record.offset(), record.key(), headers, value);
  }

  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Where it stands, for people. */
  public String position() {
    return topic + "-" + partition + "@" + offset;
  }
}
