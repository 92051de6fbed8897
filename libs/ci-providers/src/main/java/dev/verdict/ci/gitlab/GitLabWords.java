package dev.verdict.ci.gitlab;

import dev.verdict.plugin.ci.RunState;

/** GitLab's words for the states of a pipeline and of a status. */
final class GitLabWords {
  private GitLabWords() {}

  static String say(RunState state) {
    return switch (state) {
      case QUEUED, UNKNOWN -> "pending";
      case RUNNING -> "running";
      case SUCCESS -> "success";
      case FAILURE, ERROR, TIMEOUT -> "failed";
      case CANCELLED -> "canceled";
    };
  }

  static RunState read(String word) {
    return switch (word) {
      case "created",
          "waiting_for_resource",
          "waiting_for_callback",
          "preparing",
          "pending",
          "scheduled",
          "manual" ->
          RunState.QUEUED;
      case "running", "canceling" -> RunState.RUNNING;
      case "success", "skipped" -> RunState.SUCCESS;
      case "failed" -> RunState.FAILURE;
      case "canceled" -> RunState.CANCELLED;
      default -> RunState.UNKNOWN;
    };
  }
}
