package dev.verdict.reporter.domain;

import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.RunEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Takes events into one run. An event that was seen before changes nothing; all orders of the same
 * events lead to the same end, since every fact is either added under a key of its own or decided
 * by the highest sequence.
 */
public final class RunProjection {
  private final UUID runId;
  private final TestRun before;
  private TestRun run;
  private final SequenceSet received;
  private final Map<UUID, TestTask> knownTasks = new HashMap<>();
  private final Map<TestAttempt.Key, TestAttempt> knownAttempts = new HashMap<>();
  private final Map<UUID, TestTask> tasks = new LinkedHashMap<>();
  private final Map<TestAttempt.Key, TestAttempt> attempts = new LinkedHashMap<>();
  private final List<TestResult> results = new ArrayList<>();
  private final List<PublishedArtifact> artifacts = new ArrayList<>();
  private final List<RunLinks> links = new ArrayList<>();
  private final List<Metric> metrics = new ArrayList<>();

  public RunProjection(StoredRun stored) {
    this.runId = stored.run().id();
    this.before = stored.run();
    this.run = before;
    this.received = stored.received();
    stored.tasks().forEach(task -> knownTasks.put(task.id(), task));
    stored.attempts().forEach(attempt -> knownAttempts.put(attempt.key(), attempt));
  }

  /** A run that nobody has heard of. */
  public static StoredRun unknown(UUID runId) {
    return new StoredRun(TestRun.unknown(runId), new SequenceSet(), List.of(), List.of());
  }

  public void apply(RunEvent event) {
    if (!received.add(event.sequence())) {
      return;
    }
    run = run.with(event);
    switch (event.data()) {
      case EventData.RunQueued queued -> {}
      case EventData.RunStarted started -> {}
      case EventData.RunFinished finished -> {}
      case EventData.RunReopened reopened ->
          reopened.tasks().forEach(task -> changeTask(task, event));
      case EventData.TaskQueued task -> changeTask(task.taskId(), event);
      case EventData.TaskStarted task -> {
        changeTask(task.taskId(), event);
        var key = new TestAttempt.Key(task.taskId(), task.attempt());
        attempts.put(key, attempt(key).started(event.sequence(), task));
      }
      case EventData.TaskFinished task -> {
        changeTask(task.taskId(), event);
        var key = new TestAttempt.Key(task.taskId(), task.attempt());
        attempts.put(key, attempt(key).finished(event.sequence(), task));
        metrics.addAll(Metric.of(runId, task));
      }
      // History holds what became of a test; that it waits and runs shows in its task.
      case EventData.TestQueued waiting -> {}
      case EventData.TestStarted running -> {}
      case EventData.TestFinished test ->
          results.add(TestResult.of(runId, event.sequence(), event.time(), test));
      case EventData.OutputPublished output ->
          artifacts.add(PublishedArtifact.of(runId, event.sequence(), event.time(), output));
      case EventData.ArtifactsResolved found ->
          links.add(RunLinks.of(runId, event.sequence(), found));
    }
  }

  private void changeTask(UUID id, RunEvent event) {
    tasks.put(id, task(id).with(event));
  }

  private TestTask task(UUID id) {
    TestTask changed = tasks.get(id);
    return changed != null ? changed : knownTasks.getOrDefault(id, TestTask.unknown(id, runId));
  }

  private TestAttempt attempt(TestAttempt.Key key) {
    TestAttempt changed = attempts.get(key);
    return changed != null
        ? changed
        : knownAttempts.getOrDefault(key, TestAttempt.unknown(runId, key));
  }

  public RunChanges changes() {
    return new RunChanges(
        runId,
        run.equals(before) ? List.of() : List.of(run),
        received,
        run.isComplete(received),
        run.state().statusSequence(),
        List.copyOf(tasks.values()),
        List.copyOf(attempts.values()),
        List.copyOf(results),
        List.copyOf(artifacts),
        List.copyOf(links),
        List.copyOf(metrics));
  }
}
