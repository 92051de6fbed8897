package dev.verdict.reporter.usecase.telling;

import dev.verdict.reporter.domain.TestRun;
import dev.verdict.reports.model.Baseline;
import io.vertx.core.Future;

/** What was broken before a change. */
@FunctionalInterface
public interface BaseBranch {
  Future<Baseline> of(TestRun run);
}
