package dev.verdict.reporter.usecase.gate;

import dev.verdict.reporter.domain.gate.RunFacts;
import dev.verdict.reporter.usecase.digest.EndedRun;
import dev.verdict.reports.model.GateResult;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Where results of gates are kept, and what a run says of itself. */
public interface GateStore {
  /** All but what a comparison tells: {@code newBad}, {@code passedOnRetry}, and so on are zero. */
  Future<Optional<RunFacts>> facts(UUID run);

  Future<Void> keep(EndedRun run, GateResult result, Instant at);

  /**
   * What is kept of a run.
   *
   * @param ended whether the run has
   * @param whole whether everything up to its last end has been taken in
   * @param result of its last end; empty while that has not been looked at
   */
  record Kept(boolean ended, boolean whole, Optional<Held> result) {}

  /** A run that was held against the rules. */
  record Held(GateResult result, Instant evaluatedAt) {}

  /** Empty for a run that no event has spoken of. */
  Future<Optional<Kept>> find(UUID run);

  /** What was found of a run does not hold any more: it is looked at, and told, once more. */
  Future<Void> again(UUID run);
}
