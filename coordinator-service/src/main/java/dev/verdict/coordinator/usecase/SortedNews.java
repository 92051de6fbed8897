package dev.verdict.coordinator.usecase;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.coordinator.domain.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * News of one run that are taken together, sorted by what is done with them. Whoever reads them one
 * after the other comes to the same outcomes: an attempt starts, tells results and ends in that
 * order, and after its end nothing of it counts.
 */
final class SortedNews {
  private final List<TakeNews.Outcome> outcomes = new ArrayList<>();
  private final Set<UUID> started = new LinkedHashSet<>();
  private final List<RunTransaction.Part> parts = new ArrayList<>();
  private final Map<UUID, AttemptNews.Finished> ends = new LinkedHashMap<>();
  private final Map<UUID, Integer> told = new HashMap<>();

  private SortedNews() {}

  static SortedNews of(UUID runId, List<AttemptNews> news, Map<UUID, TaskState> tasks) {
    SortedNews sorted = new SortedNews();
    for (AttemptNews each : news) {
      sorted.outcomes.add(sorted.sort(runId, each, tasks.get(each.attempt().taskId())));
    }
    return sorted;
  }

  private TakeNews.Outcome sort(UUID runId, AttemptNews news, @Nullable TaskState task) {
    if (task == null || !task.runId().equals(runId)) {
      return TakeNews.Outcome.UNKNOWN;
    }
    if (!task.isHeldBy(news.workerId(), news.attempt().attempt()) || ends.containsKey(task.id())) {
      return TakeNews.Outcome.STALE;
    }
    return switch (news) {
      case AttemptNews.Started start -> start(task);
      case AttemptNews.Tests tests -> tests(task, tests);
      case AttemptNews.Finished finished -> {
        ends.put(task.id(), finished);
        yield TakeNews.Outcome.TAKEN;
      }
    };
  }

  private TakeNews.Outcome start(TaskState task) {
    boolean fresh = task.status() != TaskStatus.RUNNING && started.add(task.id());
    return fresh ? TakeNews.Outcome.TAKEN : TakeNews.Outcome.REPEATED;
  }

  private TakeNews.Outcome tests(TaskState task, AttemptNews.Tests news) {
    int next = told.getOrDefault(task.id(), task.parts());
    if (news.part() != next) {
      return news.part() < next ? TakeNews.Outcome.REPEATED : TakeNews.Outcome.GAP;
    }
    told.put(task.id(), next + 1);
    parts.add(new RunTransaction.Part(task, news.part(), news.tests()));
    return TakeNews.Outcome.TAKEN;
  }

  List<TakeNews.Outcome> outcomes() {
    return outcomes;
  }

  Set<UUID> started() {
    return started;
  }

  List<RunTransaction.Part> parts() {
    return parts;
  }

  /** What ended, each with the state of its task after everything else was taken. */
  List<CloseAttempt.Over> over(Map<UUID, TaskState> tasks) {
    List<CloseAttempt.Over> over = new ArrayList<>();
    ends.forEach(
        (id, news) -> {
          TaskState task = Objects.requireNonNull(tasks.get(id));
          over.add(
              CloseAttempt.Over.told(task.withParts(told.getOrDefault(id, task.parts())), news));
        });
    return over;
  }
}
