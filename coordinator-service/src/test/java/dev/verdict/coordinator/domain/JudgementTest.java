package dev.verdict.coordinator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.message.AttemptNews.End;
import dev.verdict.contract.message.AttemptNews.Report;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * One test for each way in which an attempt can end; the tricks that look green are named as such.
 */
class JudgementTest {
  private static final Report GOOD_REPORT = new Report(1, 2, true, List.of());

  private static Judgement of(
      @Nullable End end,
      @Nullable Integer exitCode,
      Report report,
      Map<Verdict, Integer> results,
      int unaccounted) {
    return Judgement.of(
        new AttemptFacts(
            end, Ending.NONE, exitCode, null, null, report, 1, 1, results, unaccounted));
  }

  @Test
  void allReportedAndGoodIsPassed() {
    Judgement judgement = of(End.EXITED, 0, GOOD_REPORT, Map.of(Verdict.PASSED, 2), 0);
    assertThat(judgement.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(judgement.lostReason()).isNull();
  }

  @Test
  void onlySkippedIsSkipped() {
    assertThat(of(End.EXITED, 0, GOOD_REPORT, Map.of(Verdict.SKIPPED, 2), 0).verdict())
        .isEqualTo(Verdict.SKIPPED);
  }

  @Test
  void falseGreenARetryThatRanNoTest() {
    Judgement judgement = of(End.EXITED, 0, new Report(1, 0, true, List.of()), Map.of(), 2);
    assertThat(judgement.verdict()).isEqualTo(Verdict.LOST);
    assertThat(judgement.lostReason()).isEqualTo(LostReason.EMPTY_REPORT);
  }

  @Test
  void falseGreenAShardWhosePatternMatchedNothing() {
    Judgement judgement = of(End.EXITED, 0, Report.NONE_EXPECTED, Map.of(), 0);
    assertThat(judgement.verdict()).isEqualTo(Verdict.LOST);
    assertThat(judgement.lostReason()).isEqualTo(LostReason.EMPTY_PLAN);
  }

  @Test
  void falseGreenAReportLeftByAnEarlierRun() {
    var facts =
        new AttemptFacts(
            End.EXITED,
            Ending.NONE,
            0,
            null,
            LostReason.STALE_REPORT,
            new Report(0, 0, true, List.of("old.xml: was there before")),
            0,
            0,
            Map.of(),
            1);
    assertThat(Judgement.of(facts).lostReason()).isEqualTo(LostReason.STALE_REPORT);
    assertThat(Judgement.of(facts).verdict()).isEqualTo(Verdict.LOST);
  }

  @Test
  void falseGreenACrashBeforeTheReport() {
    Judgement judgement = of(End.BROKE, 139, new Report(0, 0, true, List.of()), Map.of(), 2);
    assertThat(judgement.verdict()).isEqualTo(Verdict.LOST);
    assertThat(judgement.lostReason()).isEqualTo(LostReason.NO_REPORT);
    assertThat(judgement.reason()).contains("139");
  }

  @Test
  void falseGreenAReportThatIsCutInTheMiddle() {
    var cut = new Report(1, 1, true, List.of("report.xml:7:3: ends in the middle"));
    Judgement judgement = of(End.EXITED, 0, cut, Map.of(Verdict.PASSED, 1), 1);
    assertThat(judgement.verdict()).isEqualTo(Verdict.LOST);
    assertThat(judgement.lostReason()).isEqualTo(LostReason.BROKEN_REPORT);
    assertThat(judgement.reason()).contains("report.xml:7:3");
  }

  @Test
  void falseGreenExitCodeZeroWithFailuresInTheReport() {
    assertThat(
            of(End.EXITED, 0, GOOD_REPORT, Map.of(Verdict.PASSED, 1, Verdict.FAILED, 1), 0)
                .verdict())
        .isEqualTo(Verdict.FAILED);
  }

  @Test
  void falseGreenANonZeroExitCodeWithACleanReport() {
    for (End end : List.of(End.EXITED, End.BROKE)) {
      Judgement judgement = of(end, 1, GOOD_REPORT, Map.of(Verdict.PASSED, 2), 0);
      assertThat(judgement.verdict()).isEqualTo(Verdict.ERROR);
      assertThat(judgement.reason()).contains("exit code 1");
    }
  }

  @Test
  void falseGreenATimeoutWhosePartialReportIsAllPassed() {
    Judgement judgement = of(End.TIMEOUT, null, GOOD_REPORT, Map.of(Verdict.PASSED, 2), 3);
    assertThat(judgement.verdict()).isEqualTo(Verdict.TIMEOUT);
    assertThat(judgement.missing()).isEqualTo(Verdict.TIMEOUT);
  }

  @Test
  void falseGreenATestThatDisappearedFromTheSuite() {
    Judgement judgement = of(End.EXITED, 0, GOOD_REPORT, Map.of(Verdict.PASSED, 2), 1);
    assertThat(judgement.verdict()).isEqualTo(Verdict.LOST);
    assertThat(judgement.lostReason()).isEqualTo(LostReason.NOT_REPORTED);
  }

  @Test
  void partsThatNeverArrivedAreNotForgotten() {
    var facts =
        new AttemptFacts(
            End.EXITED,
            Ending.NONE,
            0,
            null,
            null,
            GOOD_REPORT,
            3,
            2,
            Map.of(Verdict.PASSED, 2),
            0);
    assertThat(Judgement.of(facts).lostReason()).isEqualTo(LostReason.INCOMPLETE_RESULTS);
  }

  @Test
  void missingTestsAreToldBesideFailingOnes() {
    Judgement judgement = of(End.EXITED, 1, GOOD_REPORT, Map.of(Verdict.FAILED, 1), 1);
    assertThat(judgement.verdict()).isEqualTo(Verdict.LOST);
    assertThat(judgement.reason()).contains("1 failed");
  }

  @Test
  void anUnheardWorkerIsLost() {
    Judgement judgement = of(null, null, Report.NONE_EXPECTED, Map.of(), 2);
    assertThat(judgement.verdict()).isEqualTo(Verdict.LOST);
    assertThat(judgement.lostReason()).isEqualTo(LostReason.WORKER_LOST);
  }

  @Test
  void whatRunsWhileTheRunEndsIsEndedTheSameWay() {
    for (Ending ending : List.of(Ending.CANCELLED, Ending.TIMEOUT)) {
      var facts =
          new AttemptFacts(
              End.EXITED, ending, 0, null, null, GOOD_REPORT, 1, 1, Map.of(Verdict.PASSED, 2), 0);
      Verdict expected = ending == Ending.CANCELLED ? Verdict.CANCELLED : Verdict.TIMEOUT;
      assertThat(Judgement.of(facts).verdict()).isEqualTo(expected);
    }
  }

  @Test
  void whatNeverStartedSaysWhy() {
    var facts =
        new AttemptFacts(
            End.NOT_STARTED,
            Ending.NONE,
            null,
            "pytest: not found on PATH",
            LostReason.RUNNER_UNAVAILABLE,
            Report.NONE_EXPECTED,
            0,
            0,
            Map.of(),
            1);
    assertThat(Judgement.of(facts).reason()).contains("pytest: not found on PATH");
    assertThat(Judgement.of(facts).lostReason()).isEqualTo(LostReason.RUNNER_UNAVAILABLE);
  }
}
