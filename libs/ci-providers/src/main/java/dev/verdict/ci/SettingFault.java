package dev.verdict.ci;

import org.jspecify.annotations.Nullable;

/**
 * A setting that is wrong.
 *
 * @param value as it was given, or *** for a secret; null if it is missing
 */
public record SettingFault(String name, @Nullable String value, String expected) {
  @Override
  public String toString() {
    return name + ": " + (value == null ? "missing" : value) + " (expected: " + expected + ")";
  }
}
