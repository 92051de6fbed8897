package dev.verdict.reporter.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Ids;
import dev.verdict.contract.LostReason;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.event.EventData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TestAttemptTest {
  private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");
  private static final EventData.Worker WORKER =
      new EventData.Worker(Ids.next(), "worker-1", List.of());

  private final UUID task = Ids.next();
  private final TestAttempt unknown = TestAttempt.unknown(Ids.next(), new TestAttempt.Key(task, 1));
  private final EventData.TaskStarted started = new EventData.TaskStarted(task, 1, WORKER, AT);
  private final EventData.TaskFinished lost =
      new EventData.TaskFinished(
          task,
          1,
          false,
          TaskStatus.LOST,
          Verdict.LOST,
          "gone",
          LostReason.WORKER_LOST,
          null,
          null,
          Counts.NONE,
          Map.of(),
          null,
          AT.plusSeconds(30),
          30);
  private final EventData.TaskFinished passed =
      new EventData.TaskFinished(
          task,
          1,
          true,
          TaskStatus.COMPLETED,
          Verdict.PASSED,
          "fine",
          null,
          0,
          WORKER,
          Counts.NONE,
          Map.of(),
          AT,
          AT.plusSeconds(31),
          31);

  @Test
  void ofTwoEndsTheOneToldLastDecidesInEitherOrder() {
    TestAttempt inOrder = unknown.finished(7, lost).finished(9, passed);

    assertThat(inOrder.end().verdict()).isEqualTo(Verdict.PASSED);
    assertThat(unknown.finished(9, passed).finished(7, lost)).isEqualTo(inOrder);
  }

  @Test
  void anEndThatDoesNotKnowTheWorkerKeepsTheOneThatStarted() {
    TestAttempt inOrder = unknown.started(5, started).finished(7, lost);

    assertThat(inOrder.start().workerName()).isEqualTo("worker-1");
    assertThat(inOrder.end().lostReason()).isEqualTo(LostReason.WORKER_LOST);
    assertThat(unknown.finished(7, lost).started(5, started)).isEqualTo(inOrder);
  }
}
