package dev.verdict.reporter.domain;

import dev.verdict.contract.event.EventData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task is: what the event says that queued it. Everything is absent until that event has
 * come.
 */
public record TaskPlan(
    @Nullable Long queuedSequence,
    @Nullable String name,
    @Nullable String type,
    @Nullable Integer priority,
    @Nullable List<String> files,
    @Nullable Integer planned,
    @Nullable Map<String, Object> parameters,
    @Nullable Instant createdAt) {

  public static final TaskPlan UNKNOWN =
      new TaskPlan(null, null, null, null, null, null, null, null);

  static TaskPlan of(long sequence, Instant time, EventData.TaskQueued task) {
    return new TaskPlan(
        sequence,
        task.name(),
        task.type(),
        task.priority(),
        task.files(),
        task.planned(),
        task.parameters(),
        time);
  }
}
