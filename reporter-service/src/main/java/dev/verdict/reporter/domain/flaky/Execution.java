package dev.verdict.reporter.domain.flaky;

import dev.verdict.contract.Verdict;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One test in one attempt.
 *
 * @param variant what its task was told besides: two of a matrix are two tests
 * @param reruns how often the runner itself tried again before it settled
 */
public record Execution(
    UUID runId,
    @Nullable String commitSha,
    String variant,
    Verdict verdict,
    int reruns,
    @Nullable String worker,
    Instant at) {

  /** What is lost or was cancelled says nothing of the test. */
  boolean isBad() {
    return verdict == Verdict.FAILED || verdict == Verdict.ERROR || verdict == Verdict.TIMEOUT;
  }

  boolean isGood() {
    return verdict == Verdict.PASSED;
  }

  /** What ran the same code in the same way. Where no commit is known, that is one run alone. */
  String sameCode() {
    return (commitSha == null ? runId.toString() : commitSha) + "\n" + variant;
  }
}
