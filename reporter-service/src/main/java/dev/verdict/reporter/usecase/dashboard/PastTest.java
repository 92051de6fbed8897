package dev.verdict.reporter.usecase.dashboard;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a test once, and where. */
public record PastTest(
    UUID run,
    @Nullable String runName,
    @Nullable String project,
    @Nullable String branch,
    @Nullable String commit,
    UUID task,
    int attempt,
    String testId,
    String name,
    @Nullable String place,
    Verdict verdict,
    double seconds,
    @Nullable String message,
    @Nullable String type,
    @Nullable LostReason lostReason,
    int reruns,
    Instant at,
    @Nullable String worker,
    List<String> hardware) {

  /** Failed first, and passed when it was tried again. */
  public boolean flaky() {
    return verdict == Verdict.PASSED && (reruns > 0 || attempt > 1);
  }
}
