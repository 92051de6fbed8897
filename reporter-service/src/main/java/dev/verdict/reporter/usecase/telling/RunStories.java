package dev.verdict.reporter.usecase.telling;

import dev.verdict.reporter.domain.Standing;
import dev.verdict.reporter.usecase.ReportSource;
import dev.verdict.reports.model.Baseline;
import dev.verdict.reports.model.RunReport;
import io.vertx.core.Future;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** Makes of history what is told of a run, now. */
public final class RunStories {
  /** Without an address of ours links lead nowhere, and whoever writes them leaves them out. */
  private static final URI NOWHERE = URI.create("");

  private final ReportSource source;
  private final BaseBranch base;
  private final Optional<URI> publicUrl;

  public RunStories(ReportSource source, BaseBranch base, Optional<URI> publicUrl) {
    this.source = source;
    this.base = base;
    this.publicUrl = publicUrl;
  }

  /** Empty for a run that is forgotten meanwhile. */
  public Future<Optional<Story>> of(UUID run) {
    return source
        .standing(run)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : story(found.get()).map(Optional::of));
  }

  private Future<Story> story(Standing standing) {
    Future<RunReport> report = source.report(standing, publicUrl.orElse(NOWHERE));
    Future<Baseline> baseline =
        standing.isFinal() ? base.of(standing.run()) : Future.succeededFuture(Baseline.NONE);
    return Future.all(report, baseline)
        .map(
            both ->
                new Story(
                    standing.run(),
                    report.result(),
                    baseline.result(),
                    publicUrl.map(url -> Pages.run(url, standing.run().id())).orElse(null)));
  }
}
