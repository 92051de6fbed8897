package dev.verdict.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The one final answer for a test, a task or a run.
 *
 * <p>The order of the constants is the order of badness: the verdict of a whole is the worst
 * verdict of its parts.
 */
public enum Verdict {
  SKIPPED,
  PASSED,
  FAILED,
  ERROR,
  TIMEOUT,
  /** We planned it, and nobody can account for it; a {@link LostReason} says why. */
  LOST,
  CANCELLED;

  /** Skipped is not bad: somebody decided it, and said so in the report. */
  public boolean isGood() {
    return this == PASSED || this == SKIPPED;
  }

  public Verdict worse(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static Verdict of(String word) {
    for (Verdict verdict : values()) {
      if (verdict.word().equals(word)) {
        return verdict;
      }
    }
    throw new IllegalArgumentException(
        "verdict: '" + word + "' (expected: one of " + words() + ")");
  }

  private static String words() {
    return Arrays.stream(values()).map(Verdict::word).collect(Collectors.joining(", "));
  }
}
