package dev.verdict.reporter.usecase.comparison;

import dev.verdict.reporter.domain.comparison.ComparedRun;
import dev.verdict.reporter.domain.comparison.ComparedTest;
import dev.verdict.reporter.domain.comparison.KnownTest;
import dev.verdict.reporter.domain.comparison.Touched;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where runs and their results are found to be compared. Every list is bounded. */
public interface ComparedRuns {

  /**
   * A run, and the branch that it is to be compared with.
   *
   * @param baseBranch where the run says so itself, as {@code base_branch} among its metadata
   */
  record Subject(ComparedRun run, @Nullable String baseBranch) {}

  Future<Optional<Subject>> find(UUID run);

  /** Runs of a branch, of the same project and repository, that ended and began before this one. */
  Future<List<ComparedRun>> before(ComparedRun run, String branch, int most);

  /** What is bad in a run, and how it stood in the others, the newest of which stand first. */
  Future<List<ComparedTest>> bad(ComparedRun run, List<ComparedRun> with);

  Future<List<ComparedTest>> passedOnRetry(ComparedRun run);

  /** Good here, and bad in the newest of the others that has it. */
  Future<List<ComparedTest>> fixed(ComparedRun run, List<ComparedRun> with);

  /** What was new in these runs; those that tell nothing are left out. */
  Future<Map<UUID, Touched>> touched(List<UUID> runs);

  /** Tests that one run has and the other has not. */
  Future<List<KnownTest>> onlyIn(ComparedRun one, ComparedRun other);
}
