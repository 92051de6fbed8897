package dev.verdict.reporter.usecase.flaky;

import dev.verdict.reporter.domain.flaky.Quarantine;
import dev.verdict.reporter.domain.flaky.QuarantineWatch;
import dev.verdict.reporter.usecase.digest.EndedRun;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where quarantines are kept; ended ones too. */
public interface QuarantineStore {

  /** A place in the list. */
  record Place(Instant createdAt, UUID id) {}

  /** False where the test has an open one, or one of this id was there before. */
  Future<Boolean> add(Quarantine quarantine);

  Future<Optional<Quarantine>> find(UUID id);

  /** Open is what has neither ended nor expired. */
  Future<List<Quarantine>> list(
      @Nullable String project,
      @Nullable String testId,
      boolean openOnly,
      Instant now,
      @Nullable Place after,
      int limit);

  /** False when it has ended meanwhile. */
  Future<Boolean> change(Quarantine changed);

  /** False when it had ended before. */
  Future<Boolean> end(UUID id, Instant at, String by, String why);

  /** Those open ones whose test the run had. */
  Future<List<Quarantine>> openIn(EndedRun run, Instant now);

  /** How the test did in the runs since it was put aside, the newest first. */
  Future<List<QuarantineWatch.Outcome>> outcomes(Quarantine quarantine, int limit);

  /** One that breaks with this is news, noted once. */
  Future<Void> watched(UUID id, QuarantineWatch watch, UUID lastRun);

  /** Ends one that has been stable, which is news too. */
  Future<Void> release(UUID id, Instant at, String by, String why, UUID run, int passes);

  /** How many there are in each state; those that have ended are not counted. */
  Future<Map<Quarantine.State, Integer>> standing(Instant now);
}
