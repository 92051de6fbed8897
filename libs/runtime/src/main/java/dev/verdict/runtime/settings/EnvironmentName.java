package dev.verdict.runtime.settings;

import java.util.Locale;

/** The environment variable of a key: {@code a.b_c} is {@code VERDICT_A_B_C}. */
final class EnvironmentName {
  static final String PREFIX = "VERDICT_";

  private EnvironmentName() {}

  static String of(String key) {
    return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
