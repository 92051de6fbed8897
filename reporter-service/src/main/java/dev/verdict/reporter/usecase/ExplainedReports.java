package dev.verdict.reporter.usecase;

import dev.verdict.reporter.domain.Standing;
import dev.verdict.reporter.usecase.comparison.FirstSightings;
import dev.verdict.reporter.usecase.gate.GateOfRun;
import dev.verdict.reports.model.Findings;
import dev.verdict.reports.model.FirstSeen;
import dev.verdict.reports.model.GateResult;
import dev.verdict.reports.model.RunReport;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports with what was made of the run. A finding that cannot be had now is left out: results are
 * told without it rather than late.
 */
public final class ExplainedReports implements ReportSource {
  private static final Logger LOG = LoggerFactory.getLogger(ExplainedReports.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ReportSource source;
  private final GateOfRun gate;
  private final FirstSightings sightings;

  public ExplainedReports(ReportSource source, GateOfRun gate, FirstSightings sightings) {
    this.source = source;
    this.gate = gate;
    this.sightings = sightings;
  }

  @Override
  public Future<Optional<Standing>> standing(UUID run) {
    return source.standing(run);
  }

  @Override
  public Future<RunReport> report(Standing standing, URI origin) {
    Future<Findings> findings =
        standing.isComplete()
            ? findings(standing.run().id())
            : Future.succeededFuture(Findings.NONE);
    return Future.all(source.report(standing, origin), findings)
        .map(both -> both.<RunReport>resultAt(0).with(findings.result()));
  }

  private Future<Findings> findings(UUID run) {
    var held = inTime(run, "gate", gate.of(run), Optional.<GateResult>empty());
    var seen = inTime(run, "history", sightings.of(run), List.<FirstSeen>of());
    return Future.all(held, seen)
        .map(both -> new Findings(held.result().orElse(null), seen.result()));
  }

  private static <T> Future<T> inTime(UUID run, String what, Future<T> finding, T without) {
    return finding
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(
            failure -> {
              LOG.warn("run {} is told without its {}: {}", run, what, failure.toString());
              return without;
            });
  }
}
