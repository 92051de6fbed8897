package dev.verdict.runtime.settings;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with the settings.
 *
 * @param value what stands there, masked where it is a secret; absent if nothing does
 * @param origin where it stands; absent if nowhere
 */
public record SettingMistake(
    String key, @Nullable String value, String expected, @Nullable Origin origin) {
  @Override
  public String toString() {
    String found = value == null ? "missing" : value;
    String from = origin == null ? "" : " in " + origin;
    return key + ": " + found + " (expected: " + expected + ")" + from;
  }
}
