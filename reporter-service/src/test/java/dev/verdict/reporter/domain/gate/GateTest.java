package dev.verdict.reporter.domain.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.reports.model.GateResult;
import dev.verdict.reports.model.GateResult.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateTest {
  private static RunFacts run(int passed, int bad, int quarantined, @Nullable Double coverage) {
    return new RunFacts(
        false,
        "x",
        passed,
        0,
        bad,
        quarantined,
        0,
        1,
        true,
        3,
        2,
        passed + bad,
        passed + bad,
        61,
        coverage);
  }

  private static String line(GateResult result, String name) {
    return result.rules().stream()
        .filter(rule -> rule.name().equals(name))
        .map(rule -> rule.outcome().word() + ": " + rule.explanation())
        .findFirst()
        .orElse("none");
  }

  @Test
  void theUsualGateIsTheVerdictButForQuarantine() {
    assertThat(Gate.evaluate(GateRules.USUAL, run(10, 0, 0, null)).passed()).isTrue();
    assertThat(Gate.evaluate(GateRules.USUAL, run(10, 1, 0, null)).passed()).isFalse();
    GateResult excused = Gate.evaluate(GateRules.USUAL, run(10, 2, 2, null));
    assertThat(excused.passed()).isTrue();
    assertThat(line(excused, "max_failures"))
        .isEqualTo("passed: 0 bad, 2 more in quarantine (expected: <= 0)");
  }

  @Test
  void aRunThatIsNotCompleteDoesNotPass() {
    RunFacts half = new RunFacts(false, "x", 5, 0, 0, 0, 0, 0, true, 0, 0, 10, 5, 1, null);
    assertThat(line(Gate.evaluate(GateRules.USUAL, half), "min_completeness"))
        .isEqualTo("failed: 5 of 10 planned tests accounted for, 50 % (expected: >= 100 %)");
  }

  @Test
  void nearlyEverythingIsNotEverything() {
    RunFacts nearly =
        new RunFacts(false, "x", 99_999, 0, 0, 0, 0, 0, true, 0, 0, 100_000, 99_999, 1, null);
    GateResult result = Gate.evaluate(GateRules.USUAL, nearly);
    assertThat(result.passed()).isFalse();
    assertThat(line(result, "min_completeness")).contains("99.99 %");
  }

  @Test
  void aRunThatWasBrokenOffOrDidNothingPassesNoGate() {
    RunFacts cancelled = new RunFacts(true, "x", 5, 0, 0, 0, 0, 0, true, 0, 0, 5, 5, 1, null);
    assertThat(Gate.evaluate(GateRules.USUAL, cancelled).passed()).isFalse();
    RunFacts empty =
        new RunFacts(false, "nothing matched", 0, 0, 0, 0, 0, 0, true, 0, 0, 0, 0, 1, null);
    assertThat(line(Gate.evaluate(GateRules.USUAL, empty), "ended")).contains("nothing matched");
  }

  @Test
  void aTaskThatFailedWithoutABadTestCounts() {
    RunFacts crashed = new RunFacts(false, "x", 5, 0, 0, 0, 1, 0, true, 0, 0, 5, 5, 1, null);
    assertThat(Gate.evaluate(GateRules.USUAL, crashed).passed()).isFalse();
  }

  @Test
  void everyRuleHasItsLine() {
    GateRules all =
        new GateRules(
            Optional.of(99.5),
            Optional.empty(),
            Optional.of(0),
            Optional.of(2),
            Optional.of(Duration.ofMinutes(1)),
            Optional.of(80.0),
            Optional.empty(),
            Optional.of(2));
    GateResult result = Gate.evaluate(all, run(99, 1, 0, 79.99));
    assertThat(line(result, "min_pass_rate"))
        .isEqualTo("failed: 99 of 100 passed, 99 % (expected: >= 99.5 %)");
    assertThat(line(result, "max_new_failures"))
        .isEqualTo("failed: 1 new failures (expected: <= 0)");
    assertThat(line(result, "max_flaky"))
        .isEqualTo("failed: 3 passed only on retry (expected: <= 2)");
    assertThat(line(result, "max_missing_tests"))
        .isEqualTo("passed: 2 gone since the base branch (expected: <= 2)");
    assertThat(line(result, "max_duration")).isEqualTo("failed: 61.0 s (expected: <= 60.0 s)");
    assertThat(line(result, "min_coverage"))
        .isEqualTo("failed: 79.99 % covered (expected: >= 80 %)");
    assertThat(result.passed()).isFalse();
  }

  @Test
  void whatIsNotKnownFailsNobodyAndIsSaid() {
    GateRules coverage =
        new GateRules(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(80.0),
            Optional.empty(),
            Optional.empty());
    GateResult result = Gate.evaluate(coverage, run(1, 0, 0, null));
    assertThat(result.passed()).isTrue();
    assertThat(result.rules())
        .extracting(GateResult.Rule::outcome)
        .containsExactly(Outcome.UNKNOWN);
  }
}
