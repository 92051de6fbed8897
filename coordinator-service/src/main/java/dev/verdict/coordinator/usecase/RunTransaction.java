package dev.verdict.coordinator.usecase;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.PlannedTest;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.contract.message.WorkerOrder;
import dev.verdict.coordinator.domain.Ending;
import dev.verdict.coordinator.domain.RetryBudget;
import dev.verdict.coordinator.domain.RunState;
import dev.verdict.coordinator.domain.RunTotals;
import dev.verdict.coordinator.domain.TaskState;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be done to a run while it is locked. Nothing of it is seen by anybody before
 * the commit. Tasks are handled many at a time: what costs is the statement, not the row. Calls
 * take effect in their order, also when nobody waits for the one before: what costs besides is the
 * wait.
 */
public interface RunTransaction {
  RunState run();

  /** Leaves with the commit, numbered in the order of the calls. */
  void publish(EventType type, String subject, EventData data);

  /** Leaves with the commit. */
  void order(WorkerOrder order);

  // The run

  Future<Instant> startRun();

  Future<Void> endRun(Ending ending, String reason);

  /** How many tasks are still open after {@code count} fewer. */
  Future<Integer> closeTasks(int count);

  Future<RunTotals> totals();

  Future<FinishedRun> finishRun(TaskStatus status, Verdict verdict, String reason);

  Future<List<OpenTask>> openTasks();

  /**
   * Puts tasks with these statuses back into the queue; their tests lose their verdicts, their
   * attempts stay.
   */
  Future<List<UUID>> reopen(List<TaskStatus> statuses);

  /**
   * Notes that the files of this end of the run are told of.
   *
   * @return false if they were before, or if the run never came so far
   */
  Future<Boolean> noteArtifacts(long finish);

  // Tasks

  /** Those that are there, each by its id. */
  Future<Map<UUID, TaskState>> lockTasks(Collection<UUID> tasks);

  Future<Map<UUID, Instant>> startTasks(Collection<UUID> tasks);

  /** The tests that the plan names, of those tasks that have any. */
  Future<Map<UUID, List<PlannedTest>>> plannedTests(Collection<UUID> tasks);

  /** The results that are new for their attempts; those that were told before are left out. */
  Future<List<Recorded>> record(List<Part> parts);

  /** Verdicts that the latest attempts of these tasks have reported. */
  Future<Map<UUID, Map<Verdict, Integer>>> results(Collection<TaskState> tasks);

  /** Replaces planned files by the tests that came out of them. */
  Future<Void> expandFiles(Collection<TaskState> tasks);

  /** How much of the plan the latest attempts of these tasks have said nothing about. */
  Future<Map<UUID, Integer>> unaccounted(Collection<TaskState> tasks);

  /** Gives up to {@code most} of those a verdict. */
  Future<List<Filled>> fill(List<EndedAttempt> ended, int most);

  /** Keeps the attempts for the history of their tasks. */
  Future<Void> archive(List<EndedAttempt> ended);

  Future<Void> requeue(List<Retry> retries);

  /** Gives the tasks their verdicts. */
  Future<Map<UUID, SettledTask>> settle(List<EndedAttempt> ended);

  /**
   * Some results of the latest attempt of a task.
   *
   * @param number counts from 0 within the attempt
   */
  record Part(TaskState task, int number, List<TestOutcome> tests) {}

  /** A result as it was taken. */
  record Recorded(TaskState task, TestOutcome test, boolean planned) {}

  /** A test that nobody reported, with the verdict that it got. */
  record Filled(UUID taskId, int attempt, TestOutcome test) {}

  record Retry(EndedAttempt ended, RetryBudget.Next next) {}

  record OpenTask(UUID id, TaskStatus status, int attempt, @Nullable UUID workerId) {}

  record SettledTask(@Nullable Instant startedAt, Instant finishedAt) {}

  record FinishedRun(Instant createdAt, @Nullable Instant startedAt, Instant finishedAt) {}
}
