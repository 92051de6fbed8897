package dev.verdict.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where a task, or a run, stands.
 *
 * <pre>
 *  pending ──lease──▶ assigned ──started──▶ running ──finished──▶ completed | failed | timeout | lost
 *     ▲                   │                    │
 *     └──── retry ◀── lease expired ◀──────────┘
 *  pending | assigned | running ──cancel──▶ cancelled
 *  pending ──no worker can ever run it──▶ lost
 * </pre>
 */
public enum TaskStatus {
  PENDING,
  ASSIGNED,
  RUNNING,
  COMPLETED,
  FAILED,
  CANCELLED,
  TIMEOUT,
  LOST;

  public boolean isFinal() {
    return compareTo(COMPLETED) >= 0;
  }

  /** The final status that a verdict leads to. */
  public static TaskStatus of(Verdict verdict) {
    return switch (verdict) {
      case PASSED, SKIPPED -> COMPLETED;
      case FAILED, ERROR -> FAILED;
      case CANCELLED -> CANCELLED;
      case TIMEOUT -> TIMEOUT;
      case LOST -> LOST;
    };
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static TaskStatus of(String word) {
    for (TaskStatus status : values()) {
      if (status.word().equals(word)) {
        return status;
      }
    }
    throw new IllegalArgumentException(
        "status: '"
            + word
            + "' (expected: one of "
            + Arrays.stream(values()).map(TaskStatus::word).collect(Collectors.joining(", "))
            + ")");
  }
}
