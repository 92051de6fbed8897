package dev.verdict.worker.domain;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.message.TestOutcome;
import java.util.List;

/** The result of a command that leaves no report: the command itself is the test. */
public final class CommandOutcome {
  private static final int MESSAGE = 500;

  private CommandOutcome() {}

  /**
   * @param tail the end of what it wrote
   */
  public static TestOutcome of(
      String taskName, List<String> command, HowItEnded ended, double seconds, String tail) {
    Verdict verdict =
        switch (ended.end()) {
          case EXITED -> ended.exitCode() == 0 ? Verdict.PASSED : Verdict.FAILED;
          case TIMEOUT -> Verdict.TIMEOUT;
          case CANCELLED, GIVEN_BACK -> Verdict.CANCELLED;
          case BROKE, NOT_STARTED -> Verdict.FAILED;
        };
    String name = taskName.isBlank() ? String.join(" ", command) : taskName;
    if (verdict == Verdict.PASSED) {
      return outcome(name, verdict, seconds, null, null, null);
    }
    String message = ended.message() == null ? HowItEnded.words(ended.exitCode()) : ended.message();
    String last = lastLine(tail);
    String shown = last.isEmpty() ? message : message + ": " + last;
    return outcome(name, verdict, seconds, shown, "exit code", tail.isBlank() ? null : tail);
  }

  private static TestOutcome outcome(
      String name,
      Verdict verdict,
      double seconds,
      @org.jspecify.annotations.Nullable String message,
      @org.jspecify.annotations.Nullable String type,
      @org.jspecify.annotations.Nullable String detail) {
    return new TestOutcome(
        name, null, null, name, null, verdict, seconds, message, type, detail, null, 0);
  }

  private static String lastLine(String tail) {
    String text = tail.strip();
    String line = text.substring(text.lastIndexOf('\n') + 1).strip();
    return line.length() <= MESSAGE ? line : line.substring(0, MESSAGE) + "…";
  }
}
