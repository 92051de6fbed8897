package dev.verdict.reporter.domain.flaky;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FlakyJudgementTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  private final List<Execution> executions = new ArrayList<>();

  private void ran(String commit, Verdict verdict) {
    ran(commit, "", verdict, 0, "w1");
  }

  private void ran(String commit, String variant, Verdict verdict, int reruns, String worker) {
    int nth = executions.size();
    executions.addFirst(
        new Execution(
            new UUID(0, nth), commit, variant, verdict, reruns, worker, START.plusSeconds(nth)));
  }

  private FlakyJudgement judged() {
    return FlakyJudgement.of(executions).orElseThrow();
  }

  @Test
  void aTestThatBreaksAndIsRepairedIsNotFlaky() {
    ran("a", Verdict.PASSED);
    ran("b", Verdict.FAILED);
    ran("b", Verdict.FAILED);
    ran("c", Verdict.PASSED);
    assertThat(FlakyJudgement.of(executions)).isEmpty();
  }

  @Test
  void oneDisagreementInFewRunsIsStrongInManyItIsWeak() {
    ran("a", Verdict.FAILED);
    ran("a", Verdict.PASSED);
    assertThat(judged().probability()).isGreaterThan(0.9);
    for (int i = 0; i < 300; i++) {
      ran("b" + i, Verdict.PASSED);
    }
    assertThat(judged().probability()).isLessThan(0.2);
    assertThat(judged().passesSince()).isEqualTo(301);
  }

  @Test
  void moreFailuresMakeItSurer() {
    for (int i = 0; i < 20; i++) {
      ran("a" + i, Verdict.FAILED);
      ran("a" + i, Verdict.PASSED);
    }
    FlakyJudgement judgement = judged();
    assertThat(judgement.probability()).isGreaterThan(0.999);
    assertThat(judgement.rate()).isBetween(0.35, 0.5);
    assertThat(judgement.rateLow()).isLessThan(judgement.rate());
    assertThat(judgement.rateHigh()).isGreaterThan(judgement.rate());
  }

  @Test
  void aRerunOfTheRunnerIsAFailure() {
    ran("a", "", Verdict.PASSED, 2, "w1");
    assertThat(judged().failures()).isEqualTo(2);
    assertThat(judged().executions()).isEqualTo(3);
    assertThat(judged().reasons().getFirst())
        .isEqualTo("it failed and then passed within one run, in 1 run");
  }

  @Test
  void twoOfAMatrixAreNotOneTest() {
    ran("a", "{\"hardware\":\"cpu\"}", Verdict.PASSED, 0, "w1");
    ran("a", "{\"hardware\":\"cuda\"}", Verdict.FAILED, 0, "w2");
    assertThat(FlakyJudgement.of(executions)).isEmpty();
  }

  @Test
  void whatIsLostSaysNothing() {
    ran("a", Verdict.LOST);
    ran("a", Verdict.CANCELLED);
    ran("a", Verdict.PASSED);
    assertThat(FlakyJudgement.of(executions)).isEmpty();
  }

  @Test
  void aMachineThatIsAlwaysThereIsNamed() {
    for (int i = 0; i < 4; i++) {
      ran("a" + i, "", Verdict.FAILED, 0, "gpu-7");
      ran("a" + i, "", Verdict.PASSED, 0, "gpu-1");
    }
    assertThat(judged().reasons())
        .contains("all of its 4 failures were on gpu-7, which ran it 4 times of 8");
  }

  @Test
  void aQuarantinedTestThatNeverPassesRingsAndOneThatAlwaysDoesIsReleased() {
    List<QuarantineWatch.Outcome> bad = outcomes(5, false, false);
    assertThat(QuarantineWatch.of(bad, 5, 20).brokenSince()).isEqualTo(bad.getLast().at());
    assertThat(QuarantineWatch.of(bad.subList(0, 4), 5, 20).brokenSince()).isNull();
    assertThat(QuarantineWatch.of(outcomes(20, true, false), 5, 20).stable()).isTrue();
    assertThat(QuarantineWatch.of(outcomes(20, true, true), 5, 20).stable()).isFalse();
    assertThat(QuarantineWatch.of(outcomes(20, true, false), 5, 0).stable()).isFalse();
    List<QuarantineWatch.Outcome> mixed = new ArrayList<>(outcomes(3, false, false));
    mixed.addAll(outcomes(5, true, false));
    assertThat(QuarantineWatch.of(mixed, 3, 20).failures()).isEqualTo(3);
    assertThat(QuarantineWatch.of(mixed, 3, 20).passes()).isZero();
  }

  private static List<QuarantineWatch.Outcome> outcomes(int runs, boolean good, boolean flaky) {
    List<QuarantineWatch.Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      outcomes.add(new QuarantineWatch.Outcome(new UUID(0, i), good, flaky, START.minusSeconds(i)));
    }
    return outcomes;
  }
}
