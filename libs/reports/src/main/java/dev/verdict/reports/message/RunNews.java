package dev.verdict.reports.message;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run that ended, as it is kept until people were told.
 *
 * @param suite the name of the run
 * @param owner who started it, or whose it is
 * @param failing the worst of those that are bad, new ones first
 * @param newlyBad how many are bad now and were not before
 * @param reportUrl absolute; absent where nobody said under which address we are found
 * @param buildUrl of the CI system
 */
public record RunNews(
    String runId,
    String suite,
    @Nullable String project,
    @Nullable String branch,
    @Nullable String commit,
    @Nullable String prNumber,
    @Nullable String owner,
    Verdict verdict,
    Change change,
    @Nullable String reason,
    Counts counts,
    @Nullable Double duration,
    List<FailedTest> failing,
    int newlyBad,
    @Nullable String reportUrl,
    @Nullable String buildUrl,
    Instant endedAt) {

  public RunNews {
    failing = List.copyOf(failing);
  }

  /** A test that is bad. */
  public record FailedTest(
      String name,
      @Nullable String place,
      Verdict verdict,
      @Nullable String message,
      boolean isNew) {}
}
