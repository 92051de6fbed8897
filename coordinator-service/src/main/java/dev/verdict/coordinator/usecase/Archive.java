package dev.verdict.coordinator.usecase;

import dev.verdict.contract.api.RunView;
import dev.verdict.contract.api.TaskView;
import dev.verdict.contract.api.TestView;
import dev.verdict.contract.api.WorkerView;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that can be looked at. Pages are asked for by the last id of the page before. */
public interface Archive {
  /** Which runs to list; null means any. */
  record RunFilter(
      @Nullable String status,
      @Nullable String project,
      @Nullable String branch,
      @Nullable String commitSha) {}

  Future<Optional<RunView>> run(UUID id);

  Future<List<RunView>> runs(@Nullable UUID before, RunFilter filter, int most);

  Future<Optional<TaskView>> task(UUID id);

  Future<List<TaskView>> tasks(
      @Nullable UUID before, @Nullable String status, @Nullable String type, int most);

  /** In the order of the plan. */
  Future<List<PlannedTask>> tasksOfRun(
      UUID run, int afterOrdinal, @Nullable String status, int most);

  /** Those that are there, in the order of their ids. */
  Future<List<TaskView>> tasksById(List<UUID> ids);

  Future<List<TestView>> testsOfRun(
      UUID run, TestPosition after, @Nullable String verdict, @Nullable String text, int most);

  Future<List<TestView>> testsOfTask(UUID task, String afterTest, int most);

  /** False when the task does not wait any more, and then it can not be changed. */
  Future<Boolean> change(
      UUID task, @Nullable Integer priority, @Nullable Integer timeout, @Nullable String name);

  Future<List<WorkerView>> workers(@Nullable String status, @Nullable UUID before, int most);

  Future<Optional<WorkerView>> worker(UUID id);

  /** A task with its place in the plan. */
  record PlannedTask(int ordinal, TaskView task) {}

  /** Where a page of tests ended. */
  record TestPosition(UUID task, String test) {
    public static final TestPosition START = new TestPosition(new UUID(0, 0), "");
  }
}
