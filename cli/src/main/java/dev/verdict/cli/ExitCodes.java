package dev.verdict.cli;

import dev.verdict.contract.Verdict;
import org.jspecify.annotations.Nullable;

/** What the exit code of a command means. */
public final class ExitCodes {
  public static final int ALL_PASSED = 0;
  public static final int TESTS_FAILED = 1;
  public static final int WRONG_USAGE = 2;
  public static final int NOT_COMPLETED = 3;
  public static final int TIMEOUT = 4;

  /** By Ctrl-C; the JVM gives it by itself when the signal ends it. */
  public static final int INTERRUPTED = 130;

  private ExitCodes() {}

  /** Of a finished run. A cancelled one was not completed. */
  public static int of(@Nullable Verdict verdict) {
    if (verdict == null) {
      return NOT_COMPLETED;
    }
    return switch (verdict) {
      case PASSED, SKIPPED -> ALL_PASSED;
      case FAILED, ERROR -> TESTS_FAILED;
      case LOST, CANCELLED -> NOT_COMPLETED;
      case TIMEOUT -> TIMEOUT;
    };
  }
}
