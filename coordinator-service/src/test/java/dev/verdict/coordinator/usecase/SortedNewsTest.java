package dev.verdict.coordinator.usecase;

import static dev.verdict.coordinator.usecase.TakeNews.Outcome.GAP;
import static dev.verdict.coordinator.usecase.TakeNews.Outcome.REPEATED;
import static dev.verdict.coordinator.usecase.TakeNews.Outcome.STALE;
import static dev.verdict.coordinator.usecase.TakeNews.Outcome.TAKEN;
import static dev.verdict.coordinator.usecase.TakeNews.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.api.RetryPolicy;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.coordinator.domain.RetryBudget;
import dev.verdict.coordinator.domain.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SortedNewsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final UUID RUN = new UUID(0, 1);
  private static final UUID WORKER = new UUID(0, 2);

  private final TaskState one = task(11, TaskStatus.ASSIGNED, 0);
  private final TaskState other = task(12, TaskStatus.ASSIGNED, 0);

  @Test
  void takesTheLifeOfAnAttemptAtOnce() {
    SortedNews sorted = sorted(started(one), tests(one, 0), tests(one, 1), finished(one));

    assertThat(sorted.outcomes()).containsExactly(TAKEN, TAKEN, TAKEN, TAKEN);
    assertThat(sorted.started()).containsExactly(one.id());
    assertThat(sorted.parts()).extracting(RunTransaction.Part::number).containsExactly(0, 1);
    assertThat(sorted.over(Map.of(one.id(), one.started(NOW))))
        .singleElement()
        .satisfies(
            over -> {
              assertThat(over.task().parts()).isEqualTo(2);
              assertThat(over.task().startedAt()).isEqualTo(NOW);
            });
  }

  @Test
  void takesNothingTwice() {
    SortedNews sorted =
        sorted(started(one), started(one), tests(one, 0), tests(one, 0), finished(one));

    assertThat(sorted.outcomes()).containsExactly(TAKEN, REPEATED, TAKEN, REPEATED, TAKEN);
    assertThat(sorted.parts()).hasSize(1);
  }

  @Test
  void takesNothingAfterTheEnd() {
    SortedNews sorted = sorted(finished(one), tests(one, 0), finished(one), started(one));

    assertThat(sorted.outcomes()).containsExactly(TAKEN, STALE, STALE, STALE);
    assertThat(sorted.parts()).isEmpty();
    assertThat(sorted.started()).isEmpty();
  }

  /** Were it counted, the attempt would seem complete although a part is missing. */
  @Test
  void aPartAfterAGapIsAsIfItHadNeverCome() {
    SortedNews sorted = sorted(started(one), tests(one, 1), finished(one));

    assertThat(sorted.outcomes()).containsExactly(TAKEN, GAP, TAKEN);
    assertThat(sorted.over(Map.of(one.id(), one)).get(0).task().parts()).isZero();
  }

  @Test
  void goesOnFromWhatWasTakenBefore() {
    TaskState running = task(11, TaskStatus.RUNNING, 3);
    SortedNews sorted =
        SortedNews.of(
            RUN,
            List.of(started(running), tests(running, 2), tests(running, 3)),
            Map.of(running.id(), running));

    assertThat(sorted.outcomes()).containsExactly(REPEATED, REPEATED, TAKEN);
  }

  @Test
  void tasksDoNotTouchEachOther() {
    SortedNews sorted = sorted(started(one), started(other), finished(one), tests(other, 0));

    assertThat(sorted.outcomes()).containsOnly(TAKEN);
    assertThat(sorted.over(Map.of(one.id(), one, other.id(), other)))
        .extracting(over -> over.task().id())
        .containsExactly(one.id());
  }

  @Test
  void believesOnlyTheHolderOfTheLatestAttempt() {
    var earlier = new AttemptNews.Started(new AttemptRef(RUN, one.id(), 1), WORKER, NOW);
    var stranger = new AttemptNews.Started(new AttemptRef(RUN, one.id(), 2), new UUID(0, 9), NOW);
    var missing = new AttemptNews.Started(new AttemptRef(RUN, new UUID(0, 99), 2), WORKER, NOW);

    assertThat(sorted(earlier, stranger, missing).outcomes())
        .containsExactly(STALE, STALE, UNKNOWN);
  }

  /** Others may have been told that it is lost, or hold it already. */
  @Test
  void believesNobodyWhoseLeaseHasRunOut() {
    TaskState late = task(13, TaskStatus.RUNNING, 0, false);

    assertThat(
            SortedNews.of(RUN, List.of(tests(late, 0), finished(late)), Map.of(late.id(), late))
                .outcomes())
        .containsExactly(STALE, STALE);
  }

  @Test
  void aTaskOfAnotherRunIsUnknown() {
    assertThat(
            SortedNews.of(new UUID(0, 7), List.of(started(one)), Map.of(one.id(), one)).outcomes())
        .containsExactly(UNKNOWN);
  }

  private SortedNews sorted(AttemptNews... news) {
    return SortedNews.of(RUN, List.of(news), Map.of(one.id(), one, other.id(), other));
  }

  private static AttemptNews started(TaskState task) {
    return new AttemptNews.Started(ref(task), WORKER, NOW);
  }

  private static AttemptNews tests(TaskState task, int part) {
    return new AttemptNews.Tests(ref(task), WORKER, part, List.of());
  }

  private static AttemptNews finished(TaskState task) {
    return new AttemptNews.Finished(
        ref(task),
        WORKER,
        AttemptNews.End.EXITED,
        0,
        null,
        null,
        0,
        AttemptNews.Report.NONE_EXPECTED,
        List.of(),
        Map.of(),
        NOW,
        NOW);
  }

  private static AttemptRef ref(TaskState task) {
    return new AttemptRef(task.runId(), task.id(), task.attempt());
  }

  private static TaskState task(long id, TaskStatus status, int parts) {
    return task(id, status, parts, true);
  }

  private static TaskState task(long id, TaskStatus status, int parts, boolean leaseHolds) {
    return new TaskState(
        new UUID(0, id),
        RUN,
        "task",
        status,
        2,
        parts,
        new EventData.Worker(WORKER, "worker", List.of()),
        leaseHolds,
        new RetryBudget(new RetryPolicy(0, 2), 0, 0, 0),
        NOW,
        null);
  }
}
