package dev.verdict.reporter.domain;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.verdict.contract.event.EventData;
import java.util.UUID;

/** An attempt in history. */
public record TestAttempt(
    UUID runId,
    UUID taskId,
    int attempt,
    @JsonUnwrapped AttemptStart start,
    @JsonUnwrapped AttemptEnd end) {

  /** Which attempt. */
  public record Key(UUID taskId, int attempt) {}

  static TestAttempt unknown(UUID runId, Key key) {
    return new TestAttempt(
        runId, key.taskId(), key.attempt(), AttemptStart.UNKNOWN, AttemptEnd.UNKNOWN);
  }

  public Key key() {
    return new Key(taskId, attempt);
  }

  TestAttempt started(long sequence, EventData.TaskStarted task) {
    return new TestAttempt(
        runId, taskId, attempt, start.told(sequence, task.worker(), task.startedAt()), end);
  }

  TestAttempt finished(long sequence, EventData.TaskFinished task) {
    boolean newer = end.finishedSequence() == null || sequence > end.finishedSequence();
    return new TestAttempt(
        runId,
        taskId,
        attempt,
        start.told(sequence, task.worker(), task.startedAt()),
        newer ? AttemptEnd.of(sequence, task) : end);
  }
}
