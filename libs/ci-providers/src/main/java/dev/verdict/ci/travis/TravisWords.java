package dev.verdict.ci.travis;

import dev.verdict.plugin.ci.RunState;

/** Travis CI's words for how builds and jobs stand. */
final class TravisWords {
  private TravisWords() {}

  static RunState read(String state) {
    return switch (state) {
      case "created", "queued", "received" -> RunState.QUEUED;
      case "started" -> RunState.RUNNING;
      case "passed" -> RunState.SUCCESS;
      case "failed" -> RunState.FAILURE;
      // A job that runs for too long is this as well.
      case "errored" -> RunState.ERROR;
      case "canceled" -> RunState.CANCELLED;
      default -> RunState.UNKNOWN;
    };
  }
}
