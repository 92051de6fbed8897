package dev.verdict.reporter.usecase.flaky;

import dev.verdict.reporter.domain.comparison.KnownTest;
import dev.verdict.reporter.domain.flaky.Execution;
import dev.verdict.reporter.domain.flaky.FlakyJudgement;
import dev.verdict.reporter.domain.flaky.FlakyTest;
import dev.verdict.reporter.usecase.digest.EndedRun;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where tests that fail by chance are kept. */
public interface FlakyStore {
  /**
   * Tests of a run that may be: known ones, and those whose results differ within the run or
   * between runs of its commit.
   */
  Future<List<KnownTest>> candidates(EndedRun run, int limit);

  /** What became of each test lately, the newest first. */
  Future<Map<UUID, List<Execution>>> executions(String project, List<UUID> tests, int ofEach);

  /** A test, and what is held of it; nothing where it does not fail by chance any more. */
  record Judged(KnownTest test, Optional<FlakyJudgement> judgement) {}

  Future<Void> keep(EndedRun run, List<Judged> judged, Instant now);

  /** A place in the list of flaky tests. */
  record Place(double probability, UUID test) {}

  /**
   * The surest first.
   *
   * @param from the least probability
   */
  Future<List<FlakyTest>> list(
      @Nullable String project, double from, @Nullable Place after, int limit);

  Future<Optional<FlakyTest>> find(String project, String testId);
}
