package dev.verdict.ci.http;

import dev.verdict.plugin.ci.http.AnswerKind;
import dev.verdict.plugin.ci.http.ApiAnswer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why nothing came of a call. Several may have asked the same, each for something of his own: each
 * makes his own error of it.
 */
final class CallFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What happened last. */
  sealed interface Why {
    /** The server does not want it. */
    record Refused(ApiAnswer answer, AnswerKind kind, @Nullable Instant until) implements Why {}

    /** Nothing came that could be read to its end. */
    record Broken(String host, Throwable cause) implements Why {}

    /** The host is left alone for a while. */
    record LeftAlone(String host, Instant until) implements Why {}

    /** Its turn would have come too late. */
    record Late(TooLate late) implements Why {}
  }

  private final transient Why why;
  private final boolean outOfTime;

  /**
   * @param outOfTime it could have gone on, but for the deadline of whoever asked
   */
  CallFailed(Why why, boolean outOfTime) {
    super(why.getClass().getSimpleName(), null, false, false);
    this.why = why;
    this.outOfTime = outOfTime;
  }

  Why why() {
    return why;
  }

  boolean outOfTime() {
    return outOfTime;
  }
}
