package dev.verdict.ci.github;

import dev.verdict.plugin.ci.RunState;
import org.jspecify.annotations.Nullable;

/** GitHub's words for the states of a run. */
final class GitHubWords {
  private GitHubWords() {}

  /** Of a check run that has ended. */
  static String conclusion(RunState state) {
    return switch (state) {
      case SUCCESS -> "success";
      case CANCELLED -> "cancelled";
      case TIMEOUT -> "timed_out";
      case FAILURE, ERROR -> "failure";
      case QUEUED, RUNNING, UNKNOWN -> "neutral";
    };
  }

  /** Of a commit. */
  static String status(RunState state) {
    return switch (state) {
      case SUCCESS -> "success";
      case FAILURE -> "failure";
      case ERROR, CANCELLED, TIMEOUT -> "error";
      case QUEUED, RUNNING, UNKNOWN -> "pending";
    };
  }

  static RunState read(@Nullable String status, @Nullable String conclusion) {
    String word = word(status, conclusion);
    return switch (word) {
      case "queued", "requested", "waiting", "pending" -> RunState.QUEUED;
      case "in_progress" -> RunState.RUNNING;
      case "success", "neutral", "skipped" -> RunState.SUCCESS;
      case "failure" -> RunState.FAILURE;
      case "startup_failure", "action_required", "stale", "error" -> RunState.ERROR;
      case "cancelled" -> RunState.CANCELLED;
      case "timed_out" -> RunState.TIMEOUT;
      default -> RunState.UNKNOWN;
    };
  }

  /** The conclusion where there is one. */
  static String word(@Nullable String status, @Nullable String conclusion) {
    return conclusion != null ? conclusion : status != null ? status : "";
  }
}
