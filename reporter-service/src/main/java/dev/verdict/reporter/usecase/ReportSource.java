package dev.verdict.reporter.usecase;

import dev.verdict.reporter.domain.Standing;
import dev.verdict.reports.model.RunReport;
import io.vertx.core.Future;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** Where reports are made from. */
public interface ReportSource {
  /** Empty for a run that no event has spoken of. */
  Future<Optional<Standing>> standing(UUID run);

  /** The tests of the report are fetched while it is written, by a thread that may block. */
  Future<RunReport> report(Standing standing, URI origin);
}
