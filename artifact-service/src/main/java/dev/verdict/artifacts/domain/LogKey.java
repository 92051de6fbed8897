package dev.verdict.artifacts.domain;

import java.util.UUID;

/** Which log: one attempt's output. */
public record LogKey(UUID taskId, int attempt) implements Comparable<LogKey> {
  public LogKey {
    if (attempt < 0) {
      throw new IllegalArgumentException("attempt: " + attempt + " (expected: >= 0)");
    }
  }

  @Override
  public int compareTo(LogKey other) {
    int byTask = taskId.compareTo(other.taskId);
    return byTask == 0 ? Integer.compare(attempt, other.attempt) : byTask;
  }

  @Override
  public String toString() {
    return taskId + "#" + attempt;
  }
}
