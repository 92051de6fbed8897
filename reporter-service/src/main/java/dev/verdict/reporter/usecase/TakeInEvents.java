package dev.verdict.reporter.usecase;

import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.reporter.domain.RunChanges;
import dev.verdict.reporter.domain.RunProjection;
import dev.verdict.reporter.domain.StoredRun;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Takes a batch of events into history, all of it or nothing, and wakes whoever waits for a run
 * that is complete now.
 */
public final class TakeInEvents {
  private final RunStore store;
  private final CompletionSignals signals;
  private final Consumer<Collection<UUID>> changed;

  public TakeInEvents(RunStore store, CompletionSignals signals) {
    this(store, signals, runs -> {});
  }

  /**
   * @param changed is told which runs have changed, once that is committed
   */
  public TakeInEvents(
      RunStore store, CompletionSignals signals, Consumer<Collection<UUID>> changed) {
    this.store = store;
    this.signals = signals;
    this.changed = changed;
  }

  public Future<List<RunChanges>> takeIn(List<RunEvent> events) {
    if (events.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    Map<UUID, List<RunEvent>> byRun = new LinkedHashMap<>();
    TreeSet<UUID> tasks = new TreeSet<>();
    for (RunEvent event : events) {
      byRun.computeIfAbsent(event.runId(), run -> new ArrayList<>()).add(event);
      tasks.addAll(tasksChangedBy(event.data()));
    }
    return store
        .change(
            byRun.keySet().stream().sorted().toList(),
            List.copyOf(tasks),
            stored -> stored.stream().map(run -> changed(run, byRun)).toList())
        .onSuccess(
            changes -> {
              changes.stream()
                  .filter(RunChanges::complete)
                  .forEach(run -> signals.complete(run.runId()));
              changed.accept(byRun.keySet());
            });
  }

  private static RunChanges changed(StoredRun stored, Map<UUID, List<RunEvent>> byRun) {
    RunProjection projection = new RunProjection(stored);
    byRun.getOrDefault(stored.run().id(), List.of()).forEach(projection::apply);
    return projection.changes();
  }

  private static List<UUID> tasksChangedBy(EventData data) {
    return switch (data) {
      case EventData.TaskQueued task -> List.of(task.taskId());
      case EventData.TaskStarted task -> List.of(task.taskId());
      case EventData.TaskFinished task -> List.of(task.taskId());
      case EventData.RunReopened run -> run.tasks();
      default -> List.of();
    };
  }
}
