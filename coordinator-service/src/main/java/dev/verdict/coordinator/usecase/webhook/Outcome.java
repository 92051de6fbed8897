package dev.verdict.coordinator.usecase.webhook;

import java.util.Locale;

/** What became of a delivery. Of several effects the first in this order names it. */
public enum Outcome {
  STARTED,
  FOLLOWED,
  RERUN,
  CANCELLED,
  FAILED,
  IGNORED,
  NO_TRIGGER,
  REFUSED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
