package dev.verdict.coordinator.usecase;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.coordinator.domain.AttemptFacts;
import dev.verdict.coordinator.domain.Judgement;
import dev.verdict.coordinator.domain.RetryBudget;
import dev.verdict.coordinator.domain.TaskState;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An attempt is over, because its worker says so or because nobody can say anything any more: judge
 * it, keep it, and either queue the task again or settle it, and with the last task the run.
 */
public final class CloseAttempt {
  private static final int FILL_AT_ONCE = 1000;

  private final FinishRun finishRun;
  private final Clock clock;

  public CloseAttempt(FinishRun finishRun, Clock clock) {
    this.finishRun = finishRun;
    this.clock = clock;
  }

  /** By the worker's word. */
  public Future<Void> close(RunTransaction run, TaskState task, AttemptNews.Finished news) {
    publishOutputs(run, task, news);
    return run.expandFiles(task.id(), task.attempt())
        .compose(expanded -> facts(run, task, news, news.message()))
        .compose(facts -> conclude(run, task, facts, news));
  }

  /** Without a word: its lease ran out, or it never got one. */
  public Future<Void> closeUnheard(RunTransaction run, TaskState task, String message) {
    return facts(run, task, null, message).compose(facts -> conclude(run, task, facts, null));
  }

  /** With a judgement that needs no facts, such as that no worker can ever run it. */
  public Future<Void> closeAs(RunTransaction run, TaskState task, Judgement judgement) {
    return settle(run, task, judgement, null);
  }

  private static void publishOutputs(
      RunTransaction run, TaskState task, AttemptNews.Finished news) {
    for (AttemptNews.Artifact artifact : news.artifacts()) {
      run.publish(
          EventType.OUTPUT_PUBLISHED,
          task.id() + "/" + task.attempt() + "/" + artifact.path(),
          new EventData.OutputPublished(task.id(), task.attempt(), artifact));
    }
  }

  private static Future<AttemptFacts> facts(
      RunTransaction run,
      TaskState task,
      AttemptNews.@Nullable Finished news,
      @Nullable String message) {
    return run.results(task.id(), task.attempt())
        .compose(
            results ->
                run.unaccounted(task.id(), task.attempt())
                    .map(
                        unaccounted ->
                            new AttemptFacts(
                                news == null ? null : news.end(),
                                run.run().ending(),
                                news == null ? null : news.exitCode(),
                                message,
                                news == null ? null : news.lostReason(),
                                news == null ? AttemptNews.Report.NONE_EXPECTED : news.report(),
                                news == null ? 0 : news.parts(),
                                news == null ? 0 : task.parts(),
                                results,
                                unaccounted)));
  }

  private Future<Void> conclude(
      RunTransaction run, TaskState task, AttemptFacts facts, AttemptNews.@Nullable Finished news) {
    Judgement judgement = Judgement.of(facts);
    RetryBudget.Next next = task.budget().after(judgement, facts.end(), facts.ending());
    if (next == RetryBudget.Next.SETTLE) {
      return settle(run, task, judgement, news);
    }
    return run.archive(task, judgement, news)
        .compose(kept -> run.requeue(task.id(), next, "tried again: " + judgement.reason()))
        .map(
            queued -> {
              run.publish(
                  EventType.TASK_FINISHED,
                  task.id().toString(),
                  finished(
                      task,
                      judgement,
                      news,
                      false,
                      facts.results(),
                      task.startedAt(),
                      clock.instant()));
              return null;
            });
  }

  private Future<Void> settle(
      RunTransaction run,
      TaskState task,
      Judgement judgement,
      AttemptNews.@Nullable Finished news) {
    Future<Void> archived =
        task.attempt() == 0 || !task.isLeased()
            ? Future.succeededFuture()
            : run.archive(task, judgement, news);
    // What the plan names and nobody reported gets its verdict here; without that it would just be
    // missing.
    int attempt = Math.max(task.attempt(), 1);
    return archived
        .compose(kept -> fill(run, task, attempt, judgement))
        .compose(filled -> run.results(task.id(), attempt))
        .compose(
            results ->
                run.settle(task.id(), judgement, news)
                    .map(
                        settled -> {
                          run.publish(
                              EventType.TASK_FINISHED,
                              task.id().toString(),
                              finished(
                                  task,
                                  judgement,
                                  news,
                                  true,
                                  results,
                                  settled.startedAt(),
                                  settled.finishedAt()));
                          return settled;
                        }))
        .compose(settled -> run.closeTasks(1))
        .compose(open -> open > 0 ? Future.succeededFuture() : finishRun.finish(run));
  }

  private static Future<Void> fill(
      RunTransaction run, TaskState task, int attempt, Judgement judgement) {
    Verdict verdict = judgement.missing();
    return run.fill(
            task.id(),
            attempt,
            verdict,
            verdict == Verdict.LOST ? judgement.lostReason() : null,
            judgement.reason(),
            FILL_AT_ONCE)
        .compose(
            filled -> {
              filled.forEach(
                  test ->
                      run.publish(
                          EventType.TEST_FINISHED,
                          task.id() + "/" + attempt + "/" + test.id(),
                          new EventData.TestFinished(task.id(), attempt, true, test)));
              return filled.size() < FILL_AT_ONCE
                  ? Future.succeededFuture()
                  : fill(run, task, attempt, judgement);
            });
  }

  private static EventData.TaskFinished finished(
      TaskState task,
      Judgement judgement,
      AttemptNews.@Nullable Finished news,
      boolean settled,
      Map<Verdict, Integer> results,
      @Nullable Instant startedAt,
      Instant finishedAt) {
    return new EventData.TaskFinished(
        task.id(),
        task.attempt(),
        settled,
        TaskStatus.of(judgement.verdict()),
        judgement.verdict(),
        judgement.reason(),
        judgement.lostReason(),
        news == null ? null : news.exitCode(),
        task.worker(),
        Counts.of(results, 0),
        news == null ? Map.of() : news.metrics(),
        startedAt,
        finishedAt,
        startedAt == null ? 0 : Duration.between(startedAt, finishedAt).toNanos() / 1e9);
  }
}
