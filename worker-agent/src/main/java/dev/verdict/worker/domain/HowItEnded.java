package dev.verdict.worker.domain;

import dev.verdict.contract.message.AttemptNews.End;
import dev.verdict.plugin.runner.ExitMeaning;
import org.jspecify.annotations.Nullable;

/**
 * How a process ended, in the words of the contract.
 *
 * @param message one line for people; null when it ended as it should
 */
public record HowItEnded(End end, int exitCode, @Nullable String message) {
  private static final int SIGNAL_BASE = 128;
  private static final int LAST_SIGNAL = SIGNAL_BASE + 64;

  /** It ended by itself. */
  public static HowItEnded byItself(String tool, int exitCode, ExitMeaning meaning) {
    if (meaning != ExitMeaning.BROKEN) {
      return new HowItEnded(End.EXITED, exitCode, null);
    }
    String what = tool + " ended with " + words(exitCode);
    return new HowItEnded(End.BROKE, exitCode, what + ", which is not a result of its tests");
  }

  /** A command means by its exit code what it wants, but a signal is never meant. */
  public static HowItEnded command(int exitCode) {
    return isSignal(exitCode)
        ? new HowItEnded(End.BROKE, exitCode, "the command ended with " + words(exitCode))
        : new HowItEnded(End.EXITED, exitCode, null);
  }

  public static HowItEnded timedOut(int exitCode, int seconds) {
    return new HowItEnded(
        End.TIMEOUT,
        exitCode,
        "timeout: still running after " + seconds + " s; the whole process tree was ended");
  }

  public static HowItEnded cancelled(int exitCode, String reason) {
    return new HowItEnded(End.CANCELLED, exitCode, reason);
  }

  /** An exit code as people read it. */
  public static String words(int exitCode) {
    return isSignal(exitCode)
        ? "exit code " + exitCode + " (signal " + signal(exitCode - SIGNAL_BASE) + ")"
        : "exit code " + exitCode;
  }

  private static boolean isSignal(int exitCode) {
    return exitCode > SIGNAL_BASE && exitCode <= LAST_SIGNAL;
  }

  private static String signal(int number) {
    return switch (number) {
      case 1 -> "SIGHUP";
      case 2 -> "SIGINT";
      case 3 -> "SIGQUIT";
      case 4 -> "SIGILL";
      case 6 -> "SIGABRT";
      case 7 -> "SIGBUS";
      case 8 -> "SIGFPE";
      case 9 -> "SIGKILL, often because memory ran out";
      case 11 -> "SIGSEGV";
      case 13 -> "SIGPIPE";
      case 15 -> "SIGTERM";
      default -> Integer.toString(number);
    };
  }
}
