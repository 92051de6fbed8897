package dev.verdict.testkit.webhook;

import dev.verdict.plugin.webhook.CiEvent;

/** What a CI system can tell: for the author of a dialect to say which of it he has recorded. */
public enum Kind {
  PUSH,
  PULL_REQUEST,
  RUN_QUEUED,
  RUN_STARTED,
  RUN_FINISHED,
  COMMENT,
  PING,
  IGNORED;

  static Kind of(CiEvent event) {
    return switch (event) {
      case CiEvent.Push push -> PUSH;
      case CiEvent.PullRequest pull -> PULL_REQUEST;
      case CiEvent.CiRun run ->
          switch (run.phase()) {
            case QUEUED -> RUN_QUEUED;
            case STARTED -> RUN_STARTED;
            case FINISHED -> RUN_FINISHED;
          };
      case CiEvent.Comment comment -> COMMENT;
      case CiEvent.Ping ping -> PING;
      case CiEvent.Ignored ignored -> IGNORED;
    };
  }
}
