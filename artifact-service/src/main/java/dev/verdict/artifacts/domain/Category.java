package dev.verdict.artifacts.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/** The shelf that an artifact stands on: one of the usual, or one that the settings name. */
public record Category(String word) {
  // Before the categories, whose making asks for it.
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

  public static final Category REPORTS = new Category("reports");
  public static final Category LOGS = new Category("logs");
  public static final Category DATA = new Category("data");
  public static final Category METRICS = new Category("metrics");

  public Category {
    if (!WORD.matcher(word).matches()) {
      throw new IllegalArgumentException(
          "category: '" + word + "' (expected: lower-case letters, digits, '_' and '-')");
    }
  }

  public static Optional<Category> of(String word) {
    return WORD.matcher(word).matches() ? Optional.of(new Category(word)) : Optional.empty();
  }
}
