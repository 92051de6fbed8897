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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Attempts are over, because their worker says so or because nobody can say anything any more:
 * judge them, keep them, and either queue their tasks again or settle them, and with the last task
 * the run. However many they are, it takes the same few statements.
 */
public final class CloseAttempt {
  private static final int FILL_AT_ONCE = 1000;

  private final FinishRun finishRun;
  private final Clock clock;

  public CloseAttempt(FinishRun finishRun, Clock clock) {
    this.finishRun = finishRun;
    this.clock = clock;
  }

  /**
   * An attempt that is over and not judged yet.
   *
   * @param news the worker's word; absent when it has none, because its lease ran out
   * @param message what is known beyond the news
   */
  record Over(TaskState task, AttemptNews.@Nullable Finished news, @Nullable String message) {
    static Over told(TaskState task, AttemptNews.Finished news) {
      return new Over(task, news, news.message());
    }

    static Over unheard(TaskState task, String message) {
      return new Over(task, null, message);
    }
  }

  /** Judged by what is known about them. */
  Future<Void> close(RunTransaction run, List<Over> over) {
    if (over.isEmpty()) {
      return Future.succeededFuture();
    }
    List<TaskState> tasks = over.stream().map(Over::task).toList();
    over.forEach(each -> publishOutputs(run, each));
    return Future.all(run.expandFiles(tasks), run.results(tasks), run.unaccounted(tasks))
        .compose(
            known -> {
              Map<UUID, Map<Verdict, Integer>> results = known.resultAt(1);
              Map<UUID, Integer> unaccounted = known.resultAt(2);
              List<RunTransaction.Retry> retried = new ArrayList<>();
              List<EndedAttempt> settled = new ArrayList<>();
              for (Over each : over) {
                UUID id = each.task().id();
                AttemptFacts facts =
                    facts(
                        run,
                        each,
                        results.getOrDefault(id, Map.of()),
                        unaccounted.getOrDefault(id, 0));
                Judgement judgement = Judgement.of(facts);
                var ended = new EndedAttempt(each.task(), each.news(), judgement);
                var next = each.task().budget().after(judgement, facts.end(), facts.ending());
                if (next == RetryBudget.Next.SETTLE) {
                  settled.add(ended);
                } else {
                  retried.add(new RunTransaction.Retry(ended, next));
                }
              }
              return retry(run, retried, results).compose(queued -> settle(run, settled, results));
            });
  }

  /** With a judgement that needs no facts, such as that no worker can ever run them. */
  Future<Void> closeAs(RunTransaction run, List<TaskState> tasks, Judgement judgement) {
    return run.results(tasks)
        .compose(
            results ->
                settle(
                    run,
                    tasks.stream().map(task -> new EndedAttempt(task, null, judgement)).toList(),
                    results));
  }

  private static void publishOutputs(RunTransaction run, Over over) {
    if (over.news() == null) {
      return;
    }
    TaskState task = over.task();
    for (AttemptNews.Artifact artifact : over.news().artifacts()) {
      run.publish(
          EventType.OUTPUT_PUBLISHED,
          task.id() + "/" + task.attempt() + "/" + artifact.path(),
          new EventData.OutputPublished(task.id(), task.attempt(), artifact));
    }
  }

  private static AttemptFacts facts(
      RunTransaction run, Over over, Map<Verdict, Integer> results, int unaccounted) {
    AttemptNews.Finished news = over.news();
    return new AttemptFacts(
        news == null ? null : news.end(),
        run.run().ending(),
        news == null ? null : news.exitCode(),
        over.message(),
        news == null ? null : news.lostReason(),
        news == null ? AttemptNews.Report.NONE_EXPECTED : news.report(),
        news == null ? 0 : news.parts(),
        news == null ? 0 : over.task().parts(),
        results,
        unaccounted);
  }

  private Future<Void> retry(
      RunTransaction run,
      List<RunTransaction.Retry> retries,
      Map<UUID, Map<Verdict, Integer>> results) {
    if (retries.isEmpty()) {
      return Future.succeededFuture();
    }
    List<EndedAttempt> ended = retries.stream().map(RunTransaction.Retry::ended).toList();
    return run.archive(ended)
        .compose(kept -> run.requeue(retries))
        .map(
            queued -> {
              Instant now = clock.instant();
              ended.forEach(
                  each -> publish(run, each, false, results, each.task().startedAt(), now));
              return null;
            });
  }

  private Future<Void> settle(
      RunTransaction run, List<EndedAttempt> ended, Map<UUID, Map<Verdict, Integer>> results) {
    if (ended.isEmpty()) {
      return Future.succeededFuture();
    }
    // What the plan names and nobody reported gets its verdict here; without that it would just be
    // missing.
    Future<Void> archived = run.archive(ended.stream().filter(EndedAttempt::wasHeld).toList());
    return Future.all(archived, fill(run, ended, new HashSet<>()))
        .compose(filled -> recount(run, ended, filled.resultAt(1), results))
        .compose(counted -> settleCounted(run, ended, counted))
        .compose(open -> open > 0 ? Future.succeededFuture() : finishRun.finish(run));
  }

  private static Future<Integer> settleCounted(
      RunTransaction run, List<EndedAttempt> ended, Map<UUID, Map<Verdict, Integer>> counted) {
    Future<Map<UUID, RunTransaction.SettledTask>> settled = run.settle(ended);
    Future<Integer> open = run.closeTasks(ended.size());
    return Future.all(settled, open)
        .map(
            done -> {
              for (EndedAttempt each : ended) {
                var times = Objects.requireNonNull(settled.result().get(each.taskId()));
                publish(run, each, true, counted, times.startedAt(), times.finishedAt());
              }
              return open.result();
            });
  }

  /** The tasks of which something was missing. */
  private static Future<Set<UUID>> fill(
      RunTransaction run, List<EndedAttempt> ended, Set<UUID> tasks) {
    return run.fill(ended, FILL_AT_ONCE)
        .compose(
            filled -> {
              for (RunTransaction.Filled each : filled) {
                tasks.add(each.taskId());
                run.publish(
                    EventType.TEST_FINISHED,
                    each.taskId() + "/" + each.attempt() + "/" + each.test().id(),
                    new EventData.TestFinished(each.taskId(), each.attempt(), true, each.test()));
              }
              return filled.size() < FILL_AT_ONCE
                  ? Future.succeededFuture(tasks)
                  : fill(run, ended, tasks);
            });
  }

  private static Future<Map<UUID, Map<Verdict, Integer>>> recount(
      RunTransaction run,
      List<EndedAttempt> ended,
      Set<UUID> changed,
      Map<UUID, Map<Verdict, Integer>> before) {
    if (changed.isEmpty()) {
      return Future.succeededFuture(before);
    }
    List<TaskState> tasks =
        ended.stream()
            .filter(each -> changed.contains(each.taskId()))
            .map(each -> each.task().inAttempt(each.attempt()))
            .toList();
    return run.results(tasks)
        .map(
            counted -> {
              Map<UUID, Map<Verdict, Integer>> now = new HashMap<>(before);
              now.putAll(counted);
              return now;
            });
  }

  private static void publish(
      RunTransaction run,
      EndedAttempt ended,
      boolean settled,
      Map<UUID, Map<Verdict, Integer>> results,
      @Nullable Instant startedAt,
      Instant finishedAt) {
    Judgement judgement = ended.judgement();
    AttemptNews.Finished news = ended.news();
    run.publish(
        EventType.TASK_FINISHED,
        ended.taskId().toString(),
        new EventData.TaskFinished(
            ended.taskId(),
            ended.task().attempt(),
            settled,
            TaskStatus.of(judgement.verdict()),
            judgement.verdict(),
            judgement.reason(),
            judgement.lostReason(),
            news == null ? null : news.exitCode(),
            ended.task().worker(),
            Counts.of(results.getOrDefault(ended.taskId(), Map.of()), 0),
            news == null ? Map.of() : news.metrics(),
            startedAt,
            finishedAt,
            startedAt == null ? 0 : Duration.between(startedAt, finishedAt).toNanos() / 1e9));
  }
}
