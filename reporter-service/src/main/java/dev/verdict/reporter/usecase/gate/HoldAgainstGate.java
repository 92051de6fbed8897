package dev.verdict.reporter.usecase.gate;

import dev.verdict.reporter.domain.comparison.Comparison;
import dev.verdict.reporter.domain.gate.Gate;
import dev.verdict.reporter.domain.gate.GateRules;
import dev.verdict.reporter.domain.gate.RunFacts;
import dev.verdict.reporter.usecase.comparison.RunComparison;
import dev.verdict.reporter.usecase.digest.DigestStep;
import dev.verdict.reporter.usecase.digest.EndedRun;
import io.vertx.core.Future;
import java.time.Clock;

/** Holds a run against the rules, once it and what it is compared with are known. */
public final class HoldAgainstGate implements DigestStep {
  private final GateStore store;
  private final RunComparison comparison;
  private final GateRules rules;
  private final Clock clock;

  public HoldAgainstGate(GateStore store, RunComparison comparison, GateRules rules, Clock clock) {
    this.store = store;
    this.comparison = comparison;
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "gate";
  }

  @Override
  public Future<Void> digest(EndedRun run) {
    var facts = store.facts(run.id());
    var compared = comparison.of(run.id());
    return Future.all(facts, compared)
        .compose(
            both -> {
              if (facts.result().isEmpty() || compared.result().isEmpty()) {
                return Future.succeededFuture();
              }
              RunFacts all = with(facts.result().get(), compared.result().get());
              return store.keep(run, Gate.evaluate(rules, all), clock.instant());
            });
  }

  private static RunFacts with(RunFacts run, Comparison compared) {
    Comparison.Counts counts = compared.counts();
    return new RunFacts(
        run.cancelled(),
        run.reason(),
        run.passed(),
        run.skipped(),
        run.bad(),
        // Never more than there are: a test in two tasks is one test and two results.
        Math.min(run.bad(), counts.quarantined()),
        run.taskFailures(),
        counts.newNotQuarantined(),
        compared.base() != null,
        counts.passedOnRetry(),
        counts.missing(),
        run.planned(),
        run.accounted(),
        run.seconds(),
        run.coverage());
  }
}
