package dev.verdict.reporter.domain.gate;

import dev.verdict.reports.model.GateResult;
import dev.verdict.reports.model.GateResult.Outcome;
import dev.verdict.reports.model.GateResult.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds a run against the rules. It changes no verdict: a run with a quarantined failure is {@code
 * failed} and may pass the gate.
 */
public final class Gate {
  private final RunFacts run;
  private final List<Rule> rules = new ArrayList<>();

  private Gate(RunFacts run) {
    this.run = run;
  }

  public static GateResult evaluate(GateRules rules, RunFacts run) {
    Gate gate = new Gate(run);
    gate.ended();
    rules.minCompleteness().ifPresent(gate::completeness);
    rules.maxFailures().ifPresent(gate::failures);
    rules.maxNewFailures().ifPresent(gate::newFailures);
    rules.minPassRate().ifPresent(gate::passRate);
    rules
        .maxFlaky()
        .ifPresent(
            most -> gate.atMost("max_flaky", run.passedOnRetry(), most, "passed only on retry"));
    rules
        .maxMissingTests()
        .ifPresent(
            most ->
                gate.compared(
                    "max_missing_tests", run.missing(), most, "gone since the base branch"));
    rules.maxDuration().ifPresent(most -> gate.duration(most.toMillis() / 1000.0));
    gate.coverage(rules.minCoverage());
    boolean passed = gate.rules.stream().noneMatch(rule -> rule.outcome() == Outcome.FAILED);
    return new GateResult(passed, List.copyOf(gate.rules));
  }

  /** No rule can be met by a run that somebody broke off, or that did nothing. */
  private void ended() {
    if (run.cancelled()) {
      add("ended", false, "the run was cancelled (expected: a run that went to its end)");
    } else if (run.planned() == 0 && run.passed() + run.bad() == 0) {
      add("ended", false, run.reason() + " (expected: a run with tests)");
    }
  }

  private void completeness(double least) {
    double percent = percent(run.accounted(), run.planned());
    add(
        "min_completeness",
        percent >= least,
        text(
            "%d of %d planned tests accounted for, %s (expected: >= %s)",
            run.accounted(), run.planned(), words(percent), words(least)));
  }

  private void failures(int most) {
    int counting = run.bad() - run.quarantinedBad() + run.taskFailures();
    String more =
        run.quarantinedBad() == 0 ? "" : ", " + run.quarantinedBad() + " more in quarantine";
    String tasks =
        run.taskFailures() == 0 ? "" : ", " + run.taskFailures() + " of them whole tasks";
    add(
        "max_failures",
        counting <= most,
        text("%d bad%s%s (expected: <= %d)", counting, tasks, more, most));
  }

  private void newFailures(int most) {
    // Without a base everything is new, and a task without a bad test has nothing to be compared
    // by.
    int counting = run.newBad() + run.taskFailures();
    add(
        "max_new_failures",
        counting <= most,
        text(
            "%d new failures%s (expected: <= %d)",
            counting, run.compared() ? "" : ", with no run to compare with", most));
  }

  private void passRate(double least) {
    int counting = run.passed() + run.bad() - run.quarantinedBad();
    double percent = percent(run.passed(), counting);
    add(
        "min_pass_rate",
        percent >= least,
        text(
            "%d of %d passed, %s (expected: >= %s)",
            run.passed(), counting, words(percent), words(least)));
  }

  private void atMost(String name, int is, int most, String what) {
    add(name, is <= most, text("%d %s (expected: <= %d)", is, what, most));
  }

  private void compared(String name, int is, int most, String what) {
    if (run.compared()) {
      atMost(name, is, most, what);
    } else {
      rules.add(
          new Rule(name, Outcome.UNKNOWN, "no run to compare with (expected: <= " + most + ")"));
    }
  }

  private void duration(double most) {
    add(
        "max_duration",
        run.seconds() <= most,
        text("%.1f s (expected: <= %.1f s)", run.seconds(), most));
  }

  private void coverage(Optional<Double> least) {
    if (least.isEmpty()) {
      return;
    }
    Double is = run.coverage();
    if (is == null) {
      rules.add(
          new Rule(
              "min_coverage",
              Outcome.UNKNOWN,
              "nobody recorded the metric coverage (expected: >= " + words(least.get()) + ")"));
    } else {
      add(
          "min_coverage",
          is >= least.get(),
          text("%s covered (expected: >= %s)", words(is), words(least.get())));
    }
  }

  private void add(String name, boolean passed, String explanation) {
    rules.add(new Rule(name, passed ? Outcome.PASSED : Outcome.FAILED, explanation));
  }

  /** Nothing of nothing is everything. */
  private static double percent(int some, int all) {
    return all == 0 ? 100 : 100.0 * some / all;
  }

  /** Not rounded up to what was expected: 99.996 % is not 100 %. */
  private static String words(double percent) {
    return String.format(Locale.ROOT, "%.2f", Math.floor(percent * 100 + 1e-6) / 100)
            .replaceAll("\\.?0+$", "")
        + " %";
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
