package dev.verdict.artifacts.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The shelf that an artifact stands on. */
public enum Category {
  REPORTS,
  LOGS,
  DATA,
  METRICS;

  public static Optional<Category> of(String word) {
    return Arrays.stream(values()).filter(category -> category.word().equals(word)).findFirst();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
