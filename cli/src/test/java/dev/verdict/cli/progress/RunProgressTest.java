package dev.verdict.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.message.TestOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunProgressTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final UUID TASK = new UUID(0, 1);
  private static final EventData.Worker WORKER =
      new EventData.Worker(new UUID(0, 9), "one", List.of());

  private final RunProgress progress = new RunProgress(START);

  @BeforeEach
  void aRunOfTwoTasks() {
    take(new EventData.RunQueued("run", null, null, null, Map.of(), 2, 3, START), 0);
    take(new EventData.TaskQueued(TASK, "a.py", "test", 0, List.of(), 2, Map.of()), 0);
  }

  private List<String> take(EventData event, int seconds) {
    return progress.take(event, START.plusSeconds(seconds));
  }

  private static EventData test(int attempt, Verdict verdict) {
    return new EventData.TestFinished(
        TASK,
        attempt,
        true,
        new TestOutcome(
            "a.py::t", null, null, "t", null, verdict, 0, "it broke\nbadly", null, null, null, 0));
  }

  private static EventData finished(boolean settled) {
    return finished(settled, Verdict.PASSED);
  }

  private static EventData finished(boolean settled, Verdict verdict) {
    return new EventData.TaskFinished(
        TASK,
        1,
        settled,
        TaskStatus.COMPLETED,
        verdict,
        "good",
        null,
        0,
        WORKER,
        Counts.NONE,
        Map.of(),
        START,
        START,
        0);
  }

  @Test
  void aFailureIsToldOnceWithItsFirstLine() {
    assertThat(take(test(1, Verdict.FAILED), 1))
        .containsExactly("FAILED a.py::t", "       it broke");
    assertThat(take(test(1, Verdict.FAILED), 2)).isEmpty();
    assertThat(progress.bad()).isEqualTo(1);
    assertThat(progress.done()).isEqualTo(1);
  }

  @Test
  void aLaterAttemptTakesThePlaceOfTheEarlier() {
    take(test(1, Verdict.FAILED), 1);
    take(test(2, Verdict.PASSED), 2);
    assertThat(progress.bad()).isZero();
    assertThat(progress.done()).isEqualTo(1);
  }

  @Test
  void timeLeftComesFromThePaceOfTheTasks() {
    assertThat(progress.left(START.plusSeconds(5))).isEmpty();
    take(new EventData.TaskStarted(TASK, 1, WORKER, START), 1);
    assertThat(progress.running()).hasSize(1);
    take(finished(true), 10);
    assertThat(progress.running()).isEmpty();
    assertThat(progress.left(START.plusSeconds(10))).contains(Duration.ofSeconds(10));
  }

  /** A clean report and exit code 1: nothing else would say why the run is red. */
  @Test
  void aBadTaskWithoutABadTestIsTold() {
    assertThat(take(finished(true, Verdict.ERROR), 1)).containsExactly("ERROR a.py: good");
  }

  @Test
  void aTaskIsNotToldOnceMoreThanItsTests() {
    take(test(1, Verdict.FAILED), 1);
    assertThat(take(finished(true, Verdict.FAILED), 2)).isEmpty();
  }

  @Test
  void anAttemptThatIsTriedAgainIsNoTaskDone() {
    assertThat(take(finished(false), 1)).containsExactly("AGAIN a.py: good");
    assertThat(progress.tasksDone()).isZero();
  }
}
