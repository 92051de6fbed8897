package dev.verdict.reporter.inbound.kafka;

import dev.verdict.contract.event.CloudEventCodec;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.runtime.kafka.Received;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A record into an event. Results of tests, which are nearly all there is, are read as a stream of
 * tokens straight into their record; all others go by way of the contract's codec.
 */
final class EventReader {
  private EventReader() {}

  /** Empty for a type that this version does not know. */
  static Optional<RunEvent> read(Received record) {
    Optional<EventType> type = EventType.of(record.header("ce_type"));
    if (type.isEmpty()) {
      return Optional.empty();
    }
    boolean ofTest = type.get() == EventType.TEST_FINISHED || type.get() == EventType.TEST_SKIPPED;
    return ofTest
        ? Optional.of(testEvent(record, type.get()))
        : CloudEventCodec.decode(record.headers(), WithoutNul.clean(record.value()));
  }

  private static RunEvent testEvent(Received record, EventType type) {
    return new RunEvent(
        UUID.fromString(required(record, "ce_partitionkey")),
        Long.parseLong(required(record, "ce_sequence")),
        type,
        required(record, "ce_subject"),
        Instant.parse(required(record, "ce_time")),
        TestFinishedReader.read(record.value()));
  }

  private static String required(Received record, String name) {
    String value = record.header(name);
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "event: no header " + name + " (expected: a CloudEvent in binary mode)");
    }
    return value;
  }
}
