package dev.verdict.reporter.usecase;

import dev.verdict.reporter.domain.Standing;
import dev.verdict.reporter.usecase.gate.GateOfRun;
import dev.verdict.reports.model.Findings;
import dev.verdict.reports.model.RunReport;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
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

  public ExplainedReports(ReportSource source, GateOfRun gate) {
    this.source = source;
    this.gate = gate;
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
    return gate.of(run)
        .map(found -> found.map(Findings::new).orElse(Findings.NONE))
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            failure -> {
              LOG.warn("run {} is told without its gate: {}", run, failure.toString());
              return Future.succeededFuture(Findings.NONE);
            });
  }
}
