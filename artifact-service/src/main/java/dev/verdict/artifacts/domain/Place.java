package dev.verdict.artifacts.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an artifact belongs to: an attempt, or the whole run when there is no task.
 *
 * @param attempt present exactly when the task is
 */
public record Place(UUID runId, @Nullable UUID taskId, @Nullable Integer attempt) {
  public Place {
    if ((taskId == null) != (attempt == null)) {
      throw new IllegalArgumentException(
          "attempt: "
              + attempt
              + " (expected: given exactly when task_id is, which is "
              + taskId
              + ")");
    }
  }
}
