package dev.verdict.coordinator.usecase;

import java.util.UUID;

/** There is no such task. */
public final class UnknownTask extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownTask(UUID id) {
    super("task: " + id + " (expected: the id of a task)");
  }
}
