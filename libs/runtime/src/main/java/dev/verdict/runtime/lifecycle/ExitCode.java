package dev.verdict.runtime.lifecycle;

/** How a service process ends. */
public final class ExitCode {
  /** It was asked to stop, and stopped. */
  public static final int STOPPED = 0;

  /** The command line or the settings are wrong. */
  public static final int WRONG_SETTINGS = 2;

  /** It could not start, or did not stop cleanly in time. */
  public static final int FAILED = 3;

  /** It was asked twice, and ended at once. */
  public static final int AT_ONCE = 130;

  private ExitCode() {}
}
