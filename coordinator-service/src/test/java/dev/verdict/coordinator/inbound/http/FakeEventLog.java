package dev.verdict.coordinator.inbound.http;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.coordinator.usecase.EventLog;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Every run has finished, with so many events of a size; nothing new ever happens. */
final class FakeEventLog implements EventLog {
  private final int events;
  private final String name;
  private final Map<UUID, CompletableFuture<Void>> left = new ConcurrentHashMap<>();

  /**
   * @param each how many characters an event has at least
   */
  FakeEventLog(int events, int each) {
    this.events = events;
    this.name = "x".repeat(each);
  }

  int events() {
    return events;
  }

  @Override
  public Future<List<RunEvent>> read(UUID run, long after, int most) {
    List<RunEvent> page = new ArrayList<>();
    for (long n = after + 1; n <= events && page.size() < most; n++) {
      page.add(n == events ? finished(run, n) : queued(run, n));
    }
    return Future.succeededFuture(page);
  }

  private RunEvent queued(UUID run, long n) {
    UUID task = new UUID(0, n);
    var data = new EventData.TaskQueued(task, name, "test", 0, List.of(), 0, Map.of());
    return new RunEvent(run, n, EventType.TASK_QUEUED, task.toString(), Instant.EPOCH, data);
  }

  private static RunEvent finished(UUID run, long n) {
    var data =
        new EventData.RunFinished(
            TaskStatus.COMPLETED,
            Verdict.PASSED,
            "",
            Counts.NONE,
            new Completeness(0, 0, List.of()),
            null,
            Instant.EPOCH,
            0);
    return new RunEvent(run, n, EventType.RUN_FINISHED, run.toString(), Instant.EPOCH, data);
  }

  @Override
  public Future<Optional<Standing>> standing(UUID run) {
    return Future.succeededFuture(Optional.of(new Standing(events, true)));
  }

  @Override
  public Runnable onNews(UUID run, Runnable listener) {
    return () -> left(run).complete(null);
  }

  /** Done when whoever followed it does not any more. */
  CompletableFuture<Void> left(UUID run) {
    return left.computeIfAbsent(run, none -> new CompletableFuture<>());
  }
}
