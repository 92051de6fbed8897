package dev.verdict.reporter.domain.failure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much is told of failures. */
public enum FailureDepth {
  /** How many of each class. */
  BASIC,
  /** And each kind: where it is, since when, whether it was solved. */
  DETAILED,
  /** And what is like it that was solved before, and on which machines it is. */
  COMPREHENSIVE;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static FailureDepth of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
