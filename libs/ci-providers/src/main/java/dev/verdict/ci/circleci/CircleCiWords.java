package dev.verdict.ci.circleci;

import dev.verdict.plugin.ci.RunState;
import java.util.List;

/** CircleCI's words for how workflows and jobs stand. */
final class CircleCiWords {
  /** Of several workflows, the first of these that one of them is in says how all stand. */
  private static final List<RunState> WEIGHTIEST_FIRST =
      List.of(
          RunState.UNKNOWN,
          RunState.RUNNING,
          RunState.QUEUED,
          RunState.ERROR,
          RunState.FAILURE,
          RunState.TIMEOUT,
          RunState.CANCELLED,
          RunState.SUCCESS);

  private CircleCiWords() {}

  static RunState read(String word) {
    return switch (word) {
      case "not_run", "on_hold", "queued", "not_running", "blocked" -> RunState.QUEUED;
      // A pipeline that has no workflows yet.
      case "created", "pending", "setup", "setup-pending" -> RunState.QUEUED;
      // The first of its jobs has failed, others go on.
      case "running", "failing" -> RunState.RUNNING;
      case "success" -> RunState.SUCCESS;
      case "failed" -> RunState.FAILURE;
      case "error",
          "errored",
          "unauthorized",
          "infrastructure_fail",
          "terminated-unknown",
          "retried" ->
          RunState.ERROR;
      case "canceled" -> RunState.CANCELLED;
      case "timedout" -> RunState.TIMEOUT;
      default -> RunState.UNKNOWN;
    };
  }

  /** The word that speaks for all. */
  static String together(List<String> words) {
    return words.stream()
        .min(
            (one, other) ->
                Integer.compare(
                    WEIGHTIEST_FIRST.indexOf(read(one)), WEIGHTIEST_FIRST.indexOf(read(other))))
        .orElse("");
  }
}
