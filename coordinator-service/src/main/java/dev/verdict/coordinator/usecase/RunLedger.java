package dev.verdict.coordinator.usecase;

import io.vertx.core.Future;
import java.util.UUID;
import java.util.function.Function;

/**
 * The runs, one at a time: whoever changes a run has locked it, so its events have an order and no
 * gaps.
 */
public interface RunLedger {
  /**
   * Locks the run, does the work, numbers the events that it published, and commits all of it or
   * nothing.
   *
   * @return failed with {@link UnknownRun} when there is none
   */
  <T> Future<T> inRun(UUID runId, Function<RunTransaction, Future<T>> work);

  /** The same for the run of a task; failed with {@link UnknownTask} when there is none. */
  <T> Future<T> inRunOfTask(UUID taskId, Function<RunTransaction, Future<T>> work);
}
