package dev.verdict.cli.command;

import dev.verdict.cli.WrongUsage;

/** Numbers on the command line have bounds, as those among the settings have. */
final class Bounds {
  static final int A_WEEK = 604_800;

  private Bounds() {}

  static int check(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new WrongUsage(
          option + ": " + value + " (expected: a whole number from " + min + " to " + max + ")");
    }
    return value;
  }
}
