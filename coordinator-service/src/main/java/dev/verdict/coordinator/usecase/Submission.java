package dev.verdict.coordinator.usecase;

import dev.verdict.contract.api.PlannedTest;
import dev.verdict.contract.api.Requirements;
import dev.verdict.contract.api.RetryPolicy;
import dev.verdict.contract.api.RunRequest;
import dev.verdict.contract.api.Source;
import dev.verdict.contract.api.TaskConfig;
import dev.verdict.contract.event.TraceParent;
import dev.verdict.coordinator.domain.RunState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run with every default filled in, ready to be kept. */
public record Submission(
    UUID id,
    RunRequest request,
    String name,
    int timeoutSeconds,
    List<NewTask> tasks,
    RunState.Announced announced) {

  /** Part of the trace that the caller named; without one, or with a broken one, of its own. */
  public Submission tracedBy(Optional<String> traceparent) {
    var trace = TraceParent.continued(traceparent).value();
    return new Submission(
        id, request, name, timeoutSeconds, tasks, new RunState.Announced(trace, announced.tests()));
  }

  public int planned() {
    return tasks.stream().mapToInt(NewTask::planned).sum();
  }

  /**
   * A task with every default filled in. A task accounts for its tests, else for its files, else
   * for itself.
   */
  public record NewTask(
      UUID id,
      String type,
      String name,
      int priority,
      @Nullable String user,
      @Nullable Source source,
      TaskConfig config,
      Requirements requirements,
      int timeoutSeconds,
      RetryPolicy retry,
      List<PlannedTest> tests,
      List<String> files,
      Map<String, Object> parameters) {

    public int planned() {
      return tests.isEmpty() ? files.size() : tests.size();
    }
  }
}
