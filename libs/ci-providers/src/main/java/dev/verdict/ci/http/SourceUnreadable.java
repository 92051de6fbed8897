package dev.verdict.ci.http;

/** What was to be sent could not be read: nobody else's fault, and no better the next time. */
final class SourceUnreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SourceUnreadable(Throwable cause) {
    super(cause.getMessage(), cause, false, false);
  }
}
