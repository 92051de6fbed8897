package dev.verdict.coordinator.usecase;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.coordinator.domain.TaskState;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.UUID;

/**
 * A worker tells of an attempt. It is believed only while it holds the lease of that very attempt;
 * anything else changes nothing and has a name.
 */
public final class TakeNews {
  /** What became of a piece of news. */
  public enum Outcome {
    TAKEN,
    /** It had been told before. */
    REPEATED,
    /** From an attempt that is not the latest, or whose lease ran out, or by another worker. */
    STALE,
    /** Of a task that is not of this run, or not there. */
    UNKNOWN
  }

  private final RunLedger ledger;
  private final CloseAttempt closeAttempt;

  public TakeNews(RunLedger ledger, CloseAttempt closeAttempt) {
    this.ledger = ledger;
    this.closeAttempt = closeAttempt;
  }

  public Future<Outcome> take(AttemptNews news) {
    UUID runId = news.attempt().runId();
    return ledger
        .inRun(
            runId,
            run ->
                run.lockTask(news.attempt().taskId())
                    .compose(
                        task -> {
                          if (!task.runId().equals(runId)) {
                            return Future.succeededFuture(Outcome.UNKNOWN);
                          }
                          if (!task.isHeldBy(news.workerId(), news.attempt().attempt())) {
                            return Future.succeededFuture(Outcome.STALE);
                          }
                          return switch (news) {
                            case AttemptNews.Started started -> started(run, task);
                            case AttemptNews.Tests tests -> tests(run, task, tests);
                            case AttemptNews.Finished finished ->
                                closeAttempt.close(run, task, finished).map(Outcome.TAKEN);
                          };
                        }))
        .recover(
            failure ->
                failure instanceof UnknownRun || failure instanceof UnknownTask
                    ? Future.succeededFuture(Outcome.UNKNOWN)
                    : Future.failedFuture(failure));
  }

  private Future<Outcome> started(RunTransaction run, TaskState task) {
    if (task.status() == TaskStatus.RUNNING) {
      return Future.succeededFuture(Outcome.REPEATED);
    }
    Future<Void> runStarted =
        run.run().startedAt() != null
            ? Future.succeededFuture()
            : run.startRun()
                .map(
                    at -> {
                      run.publish(
                          EventType.RUN_STARTED,
                          run.run().id().toString(),
                          new EventData.RunStarted(at));
                      return null;
                    });
    return runStarted
        .compose(done -> run.startTask(task.id()))
        .map(
            at -> {
              EventData.Worker worker = Objects.requireNonNull(task.worker());
              run.publish(
                  EventType.TASK_STARTED,
                  task.id().toString(),
                  new EventData.TaskStarted(task.id(), task.attempt(), worker, at));
              return Outcome.TAKEN;
            });
  }

  private Future<Outcome> tests(RunTransaction run, TaskState task, AttemptNews.Tests news) {
    if (news.part() < task.parts()) {
      return Future.succeededFuture(Outcome.REPEATED);
    }
    return run.record(task.id(), task.attempt(), news.part() + 1, news.tests())
        .map(
            recorded -> {
              recorded.forEach(result -> publish(run, task, result));
              return Outcome.TAKEN;
            });
  }

  private static void publish(RunTransaction run, TaskState task, RunTransaction.Recorded result) {
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
