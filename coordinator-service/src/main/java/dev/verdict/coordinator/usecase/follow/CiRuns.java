package dev.verdict.coordinator.usecase.follow;

import dev.verdict.plugin.ci.TestRunStatus;
import io.vertx.core.Future;
import java.time.Duration;

/** The CI systems that can be asked about runs. */
public interface CiRuns {
  /** Fails with one of the provider's errors; they say what is wrong for good. */
  Future<TestRunStatus> status(FollowedRun run);

  /**
   * Its report files, read. Fails like {@link #status}, and when they cannot be fetched.
   *
   * @param within ends by then by itself, and nothing of it goes on after that
   */
  Future<ReportedResults> results(FollowedRun run, Duration within);
}
