package dev.verdict.plugin.ci;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The result of one test.
 *
 * @param file relative to the repository, with {@code /}
 * @param details such as the stack
 */
public record TestResult(
    String name,
    Outcome outcome,
    @Nullable String file,
    @Nullable Integer line,
    @Nullable Duration duration,
    @Nullable String message,
    @Nullable String details) {
  /** How a test ended. */
  public enum Outcome {
    PASSED,
    FAILED,
    ERROR,
    SKIPPED
  }
}
