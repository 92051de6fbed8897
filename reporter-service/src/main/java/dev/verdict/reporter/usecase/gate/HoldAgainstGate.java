package dev.verdict.reporter.usecase.gate;

import dev.verdict.reporter.domain.comparison.Comparison;
import dev.verdict.reporter.domain.gate.Gate;
import dev.verdict.reporter.domain.gate.GateRules;
import dev.verdict.reporter.domain.gate.RunFacts;
import dev.verdict.reporter.usecase.comparison.RunComparison;
import dev.verdict.reporter.usecase.digest.DigestStep;
import dev.verdict.reporter.usecase.digest.EndedRun;
import dev.verdict.reports.model.GateResult;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

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
    return now(run.id())
        .compose(
            result ->
                result.isEmpty()
                    ? Future.succeededFuture()
                    : store.keep(run, result.get(), clock.instant()));
  }

  /** What comes of it as things stand; empty for a run that is unknown. */
  Future<Optional<GateResult>> now(UUID run) {
    var facts = store.facts(run);
    var compared = comparison.of(run);
    return Future.all(facts, compared)
        .map(
            both ->
                facts
                    .result()
                    .flatMap(known -> compared.result().map(found -> with(known, found)))
                    .map(all -> Gate.evaluate(rules, all)));
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
