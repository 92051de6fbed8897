package dev.verdict.cli;

/** What was waited for did not end in the time that it was given. */
public final class TimedOut extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TimedOut(String message) {
    super(message);
  }
}
