package dev.verdict.reporter.domain.flaky;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Whether a test fails by chance, and how often.
 *
 * <p>What counts are executions of code with which the test has passed: a failure there is not the
 * code's. Before anything is seen, such failures are held for rare, about one in a hundred, with
 * the weight of ten executions ({@code Beta(0.1, 9.9)}); each execution is then counted.
 *
 * @param probability that it fails by chance more often than once in a hundred executions
 * @param rate how often it fails by chance, as far as is known
 * @param rateLow with {@code rateHigh}: between what that is with 90 percent
 * @param failures by chance
 * @param executions that the failures are of
 * @param passesSince executions that passed on end since the last failure
 * @param lastFailureAt the last by chance
 */
public record FlakyJudgement(
    double probability,
    double rate,
    double rateLow,
    double rateHigh,
    int failures,
    int executions,
    List<String> reasons,
    int passesSince,
    Instant lastFailureAt) {
  static final double NOT_WORTH_SPEAKING_OF = 0.01;
  private static final double PRIOR_FAILURES = 0.1;
  private static final double PRIOR_PASSES = 9.9;

  /** What ran the same code: good and bad executions of it. */
  static final class SameCode {
    int good;
    int bad;
    Instant lastBad = Instant.MIN;
    final java.util.Set<java.util.UUID> runs = new java.util.HashSet<>();

    void add(Execution execution) {
      good += execution.isGood() ? 1 : 0;
      // Each rerun that the runner itself did followed a failure.
      int failures = (execution.isBad() ? 1 : 0) + (execution.isGood() ? execution.reruns() : 0);
      bad += failures;
      runs.add(execution.runId());
      if (failures > 0 && execution.at().isAfter(lastBad)) {
        lastBad = execution.at();
      }
    }

    boolean isChance() {
      return good > 0 && bad > 0;
    }
  }

  /**
   * Empty where no failure is by chance.
   *
   * @param executions of one test, the newest first
   */
  public static Optional<FlakyJudgement> of(List<Execution> executions) {
    Map<String, SameCode> byCode = new LinkedHashMap<>();
    for (Execution execution : executions) {
      byCode.computeIfAbsent(execution.sameCode(), code -> new SameCode()).add(execution);
    }
    int failures = 0;
    int all = 0;
    Instant last = Instant.MIN;
    for (SameCode code : byCode.values()) {
      if (code.good > 0) {
        failures += code.bad;
        all += code.good + code.bad;
        last = code.bad > 0 && code.lastBad.isAfter(last) ? code.lastBad : last;
      }
    }
    if (failures == 0) {
      return Optional.empty();
    }
    var belief = BetaDistribution.of(PRIOR_FAILURES + failures, PRIOR_PASSES + all - failures);
    return Optional.of(
        new FlakyJudgement(
            belief.survivalProbability(NOT_WORTH_SPEAKING_OF),
            belief.getMean(),
            belief.inverseCumulativeProbability(0.05),
            belief.inverseCumulativeProbability(0.95),
            failures,
            all,
            FlakyReasons.of(executions, byCode, failures, all),
            passesSince(executions),
            last));
  }

  private static int passesSince(List<Execution> newestFirst) {
    int passes = 0;
    for (Execution execution : newestFirst) {
      if (execution.isBad() || execution.reruns() > 0) {
        break;
      }
      passes += execution.isGood() ? 1 : 0;
    }
    return passes;
  }
}
