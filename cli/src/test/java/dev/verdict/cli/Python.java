package dev.verdict.cli;

import java.io.IOException;

/** The tool of the suites that are run here. */
final class Python {
  private Python() {}

  static boolean isThere() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
