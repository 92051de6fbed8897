package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.domain.PastRun;
import dev.verdict.reporter.usecase.comparison.FirstSightings;
import dev.verdict.reporter.usecase.gate.GateOfRun;
import dev.verdict.reports.model.Findings;
import dev.verdict.reports.model.FirstSeen;
import dev.verdict.reports.model.GateResult;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What was made of a run that has ended, as much of it as is there soon: the page does not wait.
 */
final class FoundOfRun {
  private static final long PATIENCE_MS = 2_500;

  private final GateOfRun gate;
  private final FirstSightings sightings;

  FoundOfRun(GateOfRun gate, FirstSightings sightings) {
    this.gate = gate;
    this.sightings = sightings;
  }

  Future<Findings> of(PastRun run) {
    if (run.verdict() == null) {
      return Future.succeededFuture(Findings.NONE);
    }
    var held = soon(gate.of(run.id()), Optional.<GateResult>empty());
    var seen =
        run.verdict().isGood()
            ? Future.succeededFuture(List.<FirstSeen>of())
            : soon(sightings.of(run.id()), List.<FirstSeen>of());
    return Future.all(held, seen)
        .map(both -> new Findings(held.result().orElse(null), seen.result()));
  }

  private static <T> Future<T> soon(Future<T> finding, T without) {
    return finding.timeout(PATIENCE_MS, TimeUnit.MILLISECONDS).otherwise(without);
  }
}
