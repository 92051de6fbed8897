package dev.verdict.reporter.usecase.failure;

import dev.verdict.reporter.domain.failure.Cluster;
import dev.verdict.reporter.domain.failure.SolvedBefore;
import dev.verdict.reports.failure.FailureClass;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where failures are looked up. */
public interface FailureHistory {

  /**
   * Which failures. Whatever is absent does not matter.
   *
   * @param runId those of one run, the kind with the most tests first; otherwise the kind that was
   *     seen last comes first
   */
  record Filter(
      @Nullable UUID runId,
      @Nullable String project,
      @Nullable String branch,
      @Nullable FailureClass failureClass,
      @Nullable UUID fingerprint,
      @Nullable Instant since,
      @Nullable Instant until) {
    public static Filter ofRun(UUID run) {
      return new Filter(run, null, null, null, null, null, null);
    }
  }

  /** A place in a list of kinds. */
  record Place(long order, UUID fingerprint) {}

  /** How many tests, counted in each run, and kinds are of a class. */
  record ClassCount(FailureClass failureClass, long kinds, long failures) {}

  /** A test of a run that failed in this way. */
  record FailedTest(UUID runId, UUID taskId, int attempt, String testId, String name) {}

  Future<List<Cluster>> clusters(Filter filter, @Nullable Place after, int limit);

  Future<List<ClassCount>> classes(Filter filter);

  /** What was solved in a project, the latest first. */
  Future<List<SolvedBefore>> solved(String project, int limit);

  /** The tests of a run that are of one kind. */
  Future<List<FailedTest>> tests(UUID run, UUID fingerprint, int limit);
}
