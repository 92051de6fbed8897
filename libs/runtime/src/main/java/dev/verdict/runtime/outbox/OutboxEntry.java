package dev.verdict.runtime.outbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent.
 *
 * @param type what the payload is
 * @param runId and {@code sequence}: only for events of a run
 * @param subject what an event is about
 * @param traceparent of the run that an event belongs to
 */
public record OutboxEntry(
    String topic,
    String key,
    String type,
    @Nullable UUID runId,
    @Nullable Long sequence,
    @Nullable String subject,
    String payload,
    @Nullable String traceparent) {

  /** Of no trace. */
  public OutboxEntry(
      String topic,
      String key,
      String type,
      @Nullable UUID runId,
      @Nullable Long sequence,
      @Nullable String subject,
      String payload) {
    this(topic, key, type, runId, sequence, subject, payload, null);
  }
}
