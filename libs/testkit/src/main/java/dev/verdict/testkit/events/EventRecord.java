package dev.verdict.testkit.events;

import dev.verdict.contract.event.CloudEventCodec;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of {@code verdict.events} as a consumer gets it. */
public record EventRecord(String key, Map<String, String> headers, byte[] value) {

  public static EventRecord of(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    record
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return new EventRecord(record.key(), headers, record.value());
  }

  static EventRecord of(String key, CloudEventCodec.Encoded encoded) {
    return new EventRecord(key, encoded.headers(), encoded.value());
  }

  /** Empty when there is no such header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The CloudEvents type, with its version. */
  public String type() {
    return header("ce_type").orElse("");
  }

  public String text() {
    return new String(value, StandardCharsets.UTF_8);
  }

  EventRecord with(String header, String is) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    changed.put(header, is);
    return new EventRecord(key, changed, value);
  }

  EventRecord withValue(String text) {
    return new EventRecord(key, headers, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return type() + " " + header("ce_id").orElse("without an id");
  }
}
