package dev.verdict.coordinator.inbound.http;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.api.TaskView;
import dev.verdict.coordinator.usecase.Archive;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What came of some tasks: counted, or as a report file. */
public final class TaskResultsApi {
  private static final int MOST_IDS = 1000;

  /**
   * How some tasks ended.
   *
   * @param failed everything final that is not good, so that nothing bad hides behind another word
   */
  record Summary(
      int total,
      int passed,
      int failed,
      int pending,
      Map<TaskStatus, Integer> byStatus,
      Counts tests,
      double duration) {}

  private final Archive archive;
  private final TaskExport export;

  public TaskResultsApi(Archive archive, TaskExport export) {
    this.archive = archive;
    this.export = export;
  }

  public void register(Operations operations) {
    operations
        .handle("exportTasks", Scope.READ, this::export)
        .handle(
            "summarizeTasks",
            Scope.READ,
            call -> tasks(call).map(tasks -> Reply.json(200, summary(tasks))));
  }

  private Future<Reply> export(Call call) {
    return tasks(call).compose(tasks -> export.export(tasks, call.query("format").orElse("json")));
  }

  private Future<List<TaskView>> tasks(Call call) {
    List<UUID> ids = ids(call);
    return archive
        .tasksById(ids)
        .map(
            tasks -> {
              Set<UUID> missing = new LinkedHashSet<>(ids);
              tasks.forEach(task -> missing.remove(task.id()));
              if (!missing.isEmpty()) {
                throw Fail.notFound("task", missing.iterator().next());
              }
              return tasks;
            });
  }

  private static List<UUID> ids(Call call) {
    Set<UUID> ids = new LinkedHashSet<>();
    for (String text : call.query("ids").orElse("").split(",")) {
      try {
        ids.add(UUID.fromString(text.strip()));
      } catch (IllegalArgumentException e) {
        throw Fail.badField("query.ids", text, "ids of tasks, separated by commas");
      }
    }
    if (ids.size() > MOST_IDS) {
      throw Fail.badField("query.ids", ids.size() + " ids", "at most " + MOST_IDS);
    }
    return new ArrayList<>(ids);
  }

  static Summary summary(List<TaskView> tasks) {
    Map<TaskStatus, Integer> byStatus = new EnumMap<>(TaskStatus.class);
    Map<Verdict, Integer> tests = new EnumMap<>(Verdict.class);
    int pendingTests = 0;
    double duration = 0;
    for (TaskView task : tasks) {
      byStatus.merge(task.status(), 1, Integer::sum);
      TaskView.TaskResult result = task.result();
      if (result != null) {
        pendingTests += TestCounts.add(result.tests(), tests);
        duration += result.duration() == null ? 0 : result.duration();
      } else {
        pendingTests += task.planned();
      }
    }
    int passed = byStatus.getOrDefault(TaskStatus.COMPLETED, 0);
    int failed = (int) tasks.stream().filter(task -> TasksApi.isBad(task.status())).count();
    return new Summary(
        tasks.size(),
        passed,
        failed,
        tasks.size() - passed - failed,
        byStatus,
        Counts.of(tests, pendingTests),
        duration);
  }
}
