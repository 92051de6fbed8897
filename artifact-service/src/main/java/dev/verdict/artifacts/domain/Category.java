package dev.verdict.artifacts.domain;

import java.util.Locale;

/** The shelf that an artifact stands on. */
public enum Category {
  REPORTS,
  LOGS,
  DATA,
  METRICS;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
