package dev.verdict.reports.junit;

import dev.verdict.contract.Verdict;
import java.util.Locale;
import java.util.Optional;

/** The attributes {@code status} and {@code result} of a test case, where a tool writes them. */
final class StatusWord {
  private StatusWord() {}

  /** Empty for a word that no known tool writes. */
  static Optional<Verdict> verdict(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "")) {
      case "", "run", "completed", "complete", "passed", "pass", "success", "successful" ->
          Optional.of(Verdict.PASSED);
      case "ok", "true", "fixed", "executed", "finished", "done" -> Optional.of(Verdict.PASSED);
      case "notrun", "disabled", "skipped", "skip", "suppressed", "ignored", "ignore" ->
          Optional.of(Verdict.SKIPPED);
      case "pending", "todo", "inconclusive", "excluded" -> Optional.of(Verdict.SKIPPED);
      case "failed", "fail", "failure", "false", "regression" -> Optional.of(Verdict.FAILED);
      case "error", "errored", "broken", "crashed", "aborted", "timeout", "timedout", "killed" ->
          Optional.of(Verdict.ERROR);
      default -> Optional.empty();
    };
  }

  /**
   * Whether a skip is CTest's word for a test that it could not run, such as one whose program was
   * not built. CTest counts these as failed; only what it skipped on request has one of the texts
   * below.
   */
  static boolean isUnwantedSkip(String status, String message) {
    return status.equalsIgnoreCase("notrun")
        && !message.isBlank()
        && !message.startsWith("SKIP_RETURN_CODE")
        && !message.startsWith("SKIP_REGULAR_EXPRESSION")
        && !message.equals("Disabled");
  }
}
