package dev.verdict.reports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a {@link Problem} weighs. */
public enum Severity {
  /** The file cannot be trusted: a run that stands on it is not green. */
  ERROR,
  /** Worth a look; no verdict depends on it. */
  WARNING;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
