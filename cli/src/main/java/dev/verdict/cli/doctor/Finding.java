package dev.verdict.cli.doctor;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at.
 *
 * @param advice what to do about it; absent where nothing has to be done
 */
record Finding(Standing standing, String text, @Nullable String advice) {
  static Finding well(String text) {
    return new Finding(Standing.WELL, text, null);
  }

  static Finding note(String text) {
    return new Finding(Standing.NOTE, text, null);
  }

  static Finding note(String text, String advice) {
    return new Finding(Standing.NOTE, text, advice);
  }

  static Finding wrong(String text, String advice) {
    return new Finding(Standing.WRONG, text, advice);
  }

  static Finding skipped(String why) {
    return new Finding(Standing.SKIPPED, why, null);
  }
}
