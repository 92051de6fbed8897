package dev.verdict.reporter.domain;

import dev.verdict.contract.event.EventData;
import java.time.Instant;
import java.util.UUID;

/**
 * One test in one attempt, as its event told it. Never changed: a later attempt is another result.
 */
public record TestResult(
    UUID runId, long sequence, Instant recordedAt, UUID testKey, EventData.TestFinished told) {

  public static TestResult of(
      UUID runId, long sequence, Instant time, EventData.TestFinished told) {
    return new TestResult(runId, sequence, time, TestKey.of(told.test().id()), told);
  }
}
