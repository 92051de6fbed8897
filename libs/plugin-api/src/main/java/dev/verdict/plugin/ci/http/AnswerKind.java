package dev.verdict.plugin.ci.http;

/** What an answer means for the caller, and whether asking again can help. */
public enum AnswerKind {
  OK,
  /** The credential is not accepted. */
  AUTHENTICATION,
  /** The credential may not do this. */
  PERMISSION,
  NOT_FOUND,
  /** It was there and is no more. */
  GONE,
  /** Somebody else is changing the same: again, soon. */
  CONFLICT,
  /** Later: the request was not processed. */
  RATE_LIMITED,
  /** What was sent is not accepted, and never will be. */
  REFUSED,
  /** The server has trouble. */
  UNAVAILABLE
}
