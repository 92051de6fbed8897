package dev.verdict.reporter.usecase;

import dev.verdict.reporter.domain.Metric;
import dev.verdict.reporter.domain.PublishedArtifact;
import dev.verdict.reporter.domain.RunChanges;
import dev.verdict.reporter.domain.RunProjection;
import dev.verdict.reporter.domain.SequenceSet;
import dev.verdict.reporter.domain.StoredRun;
import dev.verdict.reporter.domain.TestAttempt;
import dev.verdict.reporter.domain.TestResult;
import dev.verdict.reporter.domain.TestRun;
import dev.verdict.reporter.domain.TestTask;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** The tables of history as maps: written over by key, or added once. */
public final class FakeRunStore implements RunStore {
  private final Map<UUID, TestRun> runs = new TreeMap<>();
  private final Map<UUID, SequenceSet> received = new TreeMap<>();
  private final Map<UUID, TestTask> tasks = new TreeMap<>();
  private final Map<String, TestAttempt> attempts = new TreeMap<>();
  private final Map<String, TestResult> results = new TreeMap<>();
  private final Map<String, PublishedArtifact> artifacts = new TreeMap<>();
  private final Map<UUID, Metric> metrics = new TreeMap<>();

  @Override
  public Future<List<RunChanges>> change(
      List<UUID> runIds, List<UUID> taskIds, Function<List<StoredRun>, List<RunChanges>> change) {
    List<RunChanges> changes =
        change.apply(runIds.stream().map(id -> stored(id, taskIds)).toList());
    changes.forEach(this::write);
    return Future.succeededFuture(changes);
  }

  private StoredRun stored(UUID id, List<UUID> taskIds) {
    return new StoredRun(
        runs.getOrDefault(id, RunProjection.unknown(id).run()),
        SequenceSet.parse(received.getOrDefault(id, new SequenceSet()).toString()),
        tasks.values().stream()
            .filter(task -> task.runId().equals(id) && taskIds.contains(task.id()))
            .toList(),
        attempts.values().stream().filter(attempt -> taskIds.contains(attempt.taskId())).toList());
  }

  private void write(RunChanges changes) {
    changes.run().forEach(run -> runs.put(run.id(), run));
    received.put(changes.runId(), changes.received());
    changes.tasks().forEach(task -> tasks.put(task.id(), task));
    changes.attempts().forEach(attempt -> attempts.put(attempt.key().toString(), attempt));
    changes
        .results()
        .forEach(result -> results.put(result.runId() + "-" + result.sequence(), result));
    changes
        .artifacts()
        .forEach(artifact -> artifacts.put(artifact.runId() + "-" + artifact.sequence(), artifact));
    changes.metrics().forEach(metric -> metrics.put(metric.id(), metric));
  }

  TestRun run(UUID id) {
    return runs.getOrDefault(id, RunProjection.unknown(id).run());
  }

  TestTask task(UUID id) {
    TestTask task = tasks.get(id);
    if (task == null) {
      throw new AssertionError("task " + id + " (expected: one of " + tasks.keySet() + ")");
    }
    return task;
  }

  int results() {
    return results.size();
  }

  /** Everything, to be compared with everything of another. */
  public List<Object> everything() {
    return List.of(runs, received, tasks, attempts, results, artifacts, metrics);
  }
}
