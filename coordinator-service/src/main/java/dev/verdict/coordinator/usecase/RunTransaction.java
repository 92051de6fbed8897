package dev.verdict.coordinator.usecase;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.contract.message.WorkerOrder;
import dev.verdict.coordinator.domain.Ending;
import dev.verdict.coordinator.domain.Judgement;
import dev.verdict.coordinator.domain.RetryBudget;
import dev.verdict.coordinator.domain.RunState;
import dev.verdict.coordinator.domain.RunTotals;
import dev.verdict.coordinator.domain.TaskState;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be done to a run while it is locked. Nothing of it is seen by anybody before
 * the commit.
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

  // A task

  Future<TaskState> lockTask(UUID taskId);

  Future<Instant> startTask(UUID taskId);

  /** The results that are new for this attempt; those that it had told before are left out. */
  Future<List<Recorded>> record(UUID taskId, int attempt, int part, List<TestOutcome> tests);

  Future<Map<Verdict, Integer>> results(UUID taskId, int attempt);

  /** Replaces planned files by the tests that came out of them. */
  Future<Void> expandFiles(UUID taskId, int attempt);

  /** How much of the plan this attempt has said nothing about. */
  Future<Integer> unaccounted(UUID taskId, int attempt);

  /** Gives up to {@code most} of those a verdict. */
  Future<List<TestOutcome>> fill(
      UUID taskId,
      int attempt,
      Verdict verdict,
      @Nullable LostReason lostReason,
      String message,
      int most);

  Future<Void> archive(TaskState task, Judgement judgement, AttemptNews.@Nullable Finished news);

  Future<Void> requeue(UUID taskId, RetryBudget.Next next, String reason);

  Future<SettledTask> settle(UUID taskId, Judgement judgement, AttemptNews.@Nullable Finished news);

  /** A result as it was taken. */
  record Recorded(TestOutcome test, boolean planned) {}

  record OpenTask(UUID id, TaskStatus status, int attempt, @Nullable UUID workerId) {}

  record SettledTask(@Nullable Instant startedAt, Instant finishedAt) {}

  record FinishedRun(Instant createdAt, @Nullable Instant startedAt, Instant finishedAt) {}
}
