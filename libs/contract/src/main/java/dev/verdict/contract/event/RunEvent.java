package dev.verdict.contract.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A public event of a run.
 *
 * @param sequence grows by one within a run, without gaps
 * @param subject what it is about: the run, task, test or output
 * @param traceparent of the run; absent for runs from before it was kept
 */
public record RunEvent(
    UUID runId,
    long sequence,
    EventType type,
    String subject,
    Instant time,
    EventData data,
    @Nullable String traceparent) {

  public RunEvent(
      UUID runId, long sequence, EventType type, String subject, Instant time, EventData data) {
    this(runId, sequence, type, subject, time, data, null);
  }

  /** The CloudEvents id: the same event always has the same, however often it is delivered. */
  public String id() {
    return runId + "-" + sequence;
  }
}
