package dev.verdict.coordinator.usecase;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.PlannedTest;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.coordinator.domain.TaskState;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Workers tell of attempts. One is believed only while it holds the lease of that very attempt;
 * anything else changes nothing and has a name. The news of a run that lie together are taken
 * together: one lock, one commit.
 */
public final class TakeNews {
  /** What became of a piece of news. */
  public enum Outcome {
    TAKEN,
    /** It had been told before. */
    REPEATED,
    /** From an attempt that is not the latest, or whose lease ran out, or by another worker. */
    STALE,
    /** A part of results before which one is missing: counted as if it had never come. */
    GAP,
    /** Of a task that is not of this run, or not there. */
    UNKNOWN
  }

  private final RunLedger ledger;
  private final CloseAttempt closeAttempt;

  public TakeNews(RunLedger ledger, CloseAttempt closeAttempt) {
    this.ledger = ledger;
    this.closeAttempt = closeAttempt;
  }

  /**
   * All of it or nothing.
   *
   * @param news of attempts of that run, in the order in which they were told
   * @return what became of each, in the same order
   */
  public Future<List<Outcome>> take(UUID runId, List<AttemptNews> news) {
    return ledger
        .inRun(runId, run -> take(run, news))
        .recover(
            failure ->
                failure instanceof UnknownRun
                    ? Future.succeededFuture(Collections.nCopies(news.size(), Outcome.UNKNOWN))
                    : Future.failedFuture(failure));
  }

  private Future<List<Outcome>> take(RunTransaction run, List<AttemptNews> news) {
    Set<UUID> ids = new HashSet<>();
    news.forEach(each -> ids.add(each.attempt().taskId()));
    return run.lockTasks(ids)
        .compose(
            locked -> {
              var sorted = SortedNews.of(run.run().id(), news, locked);
              Map<UUID, TaskState> tasks = new HashMap<>(locked);
              return start(run, sorted, tasks)
                  .compose(started -> record(run, sorted))
                  .compose(recorded -> closeAttempt.close(run, sorted.over(tasks)))
                  .map(closed -> sorted.outcomes());
            });
  }

  private static Future<Void> start(
      RunTransaction run, SortedNews news, Map<UUID, TaskState> tasks) {
    if (news.started().isEmpty()) {
      return Future.succeededFuture();
    }
    return startRun(run)
        .compose(done -> run.startTasks(news.started()))
        .compose(
            times -> {
              times.forEach((id, at) -> startTask(run, tasks, id, at));
              return run.run().announced().tests()
                  ? startTests(run, tasks, times.keySet())
                  : Future.succeededFuture();
            });
  }

  private static Future<Void> startTests(
      RunTransaction run, Map<UUID, TaskState> tasks, Set<UUID> started) {
    return run.plannedTests(started)
        .map(
            planned -> {
              planned.forEach(
                  (id, tests) -> {
                    int attempt = Objects.requireNonNull(tasks.get(id)).attempt();
                    for (PlannedTest test : tests) {
                      run.publish(
                          EventType.TEST_STARTED,
                          id + "/" + attempt + "/" + test.id(),
                          new EventData.TestStarted(id, attempt, test));
                    }
                  });
              return null;
            });
  }

  private static Future<Void> startRun(RunTransaction run) {
    if (run.run().startedAt() != null) {
      return Future.succeededFuture();
    }
    return run.startRun()
        .map(
            at -> {
              run.publish(
                  EventType.RUN_STARTED, run.run().id().toString(), new EventData.RunStarted(at));
              return null;
            });
  }

  private static void startTask(
      RunTransaction run, Map<UUID, TaskState> tasks, UUID id, Instant at) {
    TaskState task = Objects.requireNonNull(tasks.get(id));
    EventData.Worker worker = Objects.requireNonNull(task.worker());
    tasks.put(id, task.started(at));
    run.publish(
        EventType.TASK_STARTED,
        id.toString(),
        new EventData.TaskStarted(id, task.attempt(), worker, at));
  }

  private static Future<Void> record(RunTransaction run, SortedNews news) {
    if (news.parts().isEmpty()) {
      return Future.succeededFuture();
    }
    return run.record(news.parts())
        .map(
            recorded -> {
              recorded.forEach(result -> publish(run, result));
              return null;
            });
  }

  private static void publish(RunTransaction run, RunTransaction.Recorded result) {
    TaskState task = result.task();
    EventType type =
        result.test().verdict() == Verdict.SKIPPED
            ? EventType.TEST_SKIPPED
            : EventType.TEST_FINISHED;
    run.publish(
        type,
        task.id() + "/" + task.attempt() + "/" + result.test().id(),
        new EventData.TestFinished(task.id(), task.attempt(), result.planned(), result.test()));
  }
}
