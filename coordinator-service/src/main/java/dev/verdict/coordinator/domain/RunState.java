package dev.verdict.coordinator.domain;

import dev.verdict.contract.TaskStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run while it is locked.
 *
 * @param openTasks how many tasks have no final status yet
 */
public record RunState(
    UUID id,
    TaskStatus status,
    Ending ending,
    @Nullable String reason,
    int openTasks,
    Instant createdAt,
    @Nullable Instant startedAt,
    Announced announced) {

  /**
   * What all its events have in common.
   *
   * @param traceparent absent for a run from before it was kept
   * @param tests whether each planned test is announced
   */
  public record Announced(@Nullable String traceparent, boolean tests) {}

  /** From now on everything that is not final ends. */
  public RunState endedBy(Ending how, String why) {
    return new RunState(id, status, how, why, openTasks, createdAt, startedAt, announced);
  }
}
