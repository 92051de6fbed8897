package dev.verdict.reporter.domain;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.RunEvent;
import java.util.UUID;

/** A task in history. */
public record TestTask(
    UUID id, UUID runId, @JsonUnwrapped TaskPlan plan, @JsonUnwrapped TaskState state) {

  static TestTask unknown(UUID id, UUID runId) {
    return new TestTask(id, runId, TaskPlan.UNKNOWN, TaskState.UNKNOWN);
  }

  TestTask with(RunEvent event) {
    TaskPlan newPlan =
        event.data() instanceof EventData.TaskQueued queued
            ? TaskPlan.of(event.sequence(), event.time(), queued)
            : plan;
    TaskState told = TaskState.of(event);
    TaskState newState =
        told != null && told.statusSequence() > state.statusSequence() ? told : state;
    return new TestTask(id, runId, newPlan, newState);
  }
}
