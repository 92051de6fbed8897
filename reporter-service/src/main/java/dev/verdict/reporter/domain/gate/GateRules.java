package dev.verdict.reporter.domain.gate;

import java.time.Duration;
import java.util.Optional;

/**
 * What a run is held against; what is absent is not asked. A bad test in quarantine counts in none
 * of them; a lost one cannot be excused.
 *
 * @param minPassRate percent of the tests that ran
 * @param maxFailures bad tests
 * @param maxNewFailures bad tests that were good, or not there, on the base branch
 * @param maxFlaky tests that passed only at a later try
 * @param maxDuration of the whole run
 * @param minCoverage percent, of the metric {@code coverage} of the run
 * @param minCompleteness percent of the plan that is accounted for
 * @param maxMissingTests tests that the base branch has and this run has not
 */
public record GateRules(
    Optional<Double> minPassRate,
    Optional<Integer> maxFailures,
    Optional<Integer> maxNewFailures,
    Optional<Integer> maxFlaky,
    Optional<Duration> maxDuration,
    Optional<Double> minCoverage,
    Optional<Double> minCompleteness,
    Optional<Integer> maxMissingTests) {

  /** As the verdict, but for quarantined tests: everything is there, and nothing is bad. */
  public static final GateRules USUAL =
      new GateRules(
          Optional.empty(),
          Optional.of(0),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(100.0),
          Optional.empty());
}
