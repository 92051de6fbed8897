package dev.verdict.reporter.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.reporter.stream.PlausibleRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TakeInEventsTest {
  private final CompletionSignals signals = new CompletionSignals();
  private final PlausibleRun run = PlausibleRun.finished("nightly", 10, 8).rerun(3, 2);

  private static FakeRunStore taken(List<RunEvent> events, int batch) {
    FakeRunStore store = new FakeRunStore();
    takeIn(store, new CompletionSignals(), events, batch);
    return store;
  }

  private static void takeIn(
      FakeRunStore store, CompletionSignals signals, List<RunEvent> events, int batch) {
    TakeInEvents takeIn = new TakeInEvents(store, signals);
    for (int from = 0; from < events.size(); from += batch) {
      var taken = takeIn.takeIn(events.subList(from, Math.min(events.size(), from + batch)));
      assertThat(taken.succeeded()).isTrue();
    }
  }

  @Test
  void everyFactOfARunIsThere() {
    FakeRunStore store = taken(run.events(), 1000);

    assertThat(store.run(run.id()).state().status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(store.run(run.id()).state().verdict()).isEqualTo(Verdict.PASSED);
    assertThat(store.run(run.id()).origin().branch()).isEqualTo("main");
    assertThat(store.run(run.id()).startTime()).isEqualTo(PlausibleRun.START);
    // 10 tasks, two of which needed a second attempt, and one was run again: 13 times 8 tests.
    assertThat(store.results()).isEqualTo(13 * 8);
    assertThat(store.task(run.tasks().get(4)).state().attempt()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void theOrderOfArrivalDoesNotChangeTheEnd(long seed) {
    Random random = new Random(seed);
    List<RunEvent> shuffled = new ArrayList<>(run.events());
    Collections.shuffle(shuffled, random);

    assertThat(taken(shuffled, 1 + random.nextInt(40)).everything())
        .isEqualTo(taken(run.events(), 1000).everything());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatComesTwiceChangesNothing(long seed) {
    Random random = new Random(seed);
    List<RunEvent> twice = new ArrayList<>(run.events());
    twice.addAll(run.events());
    Collections.shuffle(twice, random);

    assertThat(taken(twice, 1 + random.nextInt(40)).everything())
        .isEqualTo(taken(run.events(), 1000).everything());
  }

  @Test
  void anOlderAttemptNeverTakesThePlaceOfANewerOne() {
    List<RunEvent> late = new ArrayList<>();
    List<RunEvent> first = new ArrayList<>();
    for (RunEvent event : run.events()) {
      boolean old = event.data() instanceof EventData.TaskFinished task && !task.settled();
      (old ? late : first).add(event);
    }
    assertThat(late).isNotEmpty();
    FakeRunStore store = new FakeRunStore();
    takeIn(store, signals, first, 7);
    takeIn(store, signals, late, 7);

    assertThat(store.task(run.tasks().get(4)).state().status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(store.task(run.tasks().get(4)).state().attempt()).isEqualTo(2);
  }

  @Test
  void completeIsTheRunOnlyWhenNothingIsMissing() {
    FakeRunStore store = new FakeRunStore();
    List<RunEvent> holed = new ArrayList<>(run.events());
    RunEvent missing = holed.remove(11);
    CompletionSignals.Wait wait = signals.await(run.id());

    takeIn(store, signals, holed, 50);
    assertThat(wait.woken().isComplete()).isFalse();

    takeIn(store, signals, List.of(missing), 50);
    assertThat(wait.woken().succeeded()).isTrue();
  }

  @Test
  void aRunThatIsOpenedAgainIsNotCompleteUntilItFinishesAgain() {
    FakeRunStore store = new FakeRunStore();
    int reopened = 0;
    while (!(run.events().get(reopened).data() instanceof EventData.RunReopened)) {
      reopened++;
    }
    takeIn(store, signals, run.events().subList(0, reopened + 1), 50);
    CompletionSignals.Wait wait = signals.await(run.id());

    takeIn(store, signals, run.events().subList(reopened + 1, run.events().size() - 1), 1);
    assertThat(store.run(run.id()).state().status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(wait.woken().isComplete()).isFalse();

    takeIn(store, signals, run.events().subList(run.events().size() - 1, run.events().size()), 1);
    assertThat(wait.woken().succeeded()).isTrue();
  }
}
