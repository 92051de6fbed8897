package dev.verdict.contract.message;

import java.util.UUID;

/**
 * One execution of a task by one worker under one lease.
 *
 * @param attempt only grows within a task: it is the fencing token
 */
public record AttemptRef(UUID runId, UUID taskId, int attempt) {
  @Override
  public String toString() {
    return taskId + "#" + attempt;
  }
}
