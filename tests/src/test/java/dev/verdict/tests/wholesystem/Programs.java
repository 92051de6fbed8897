package dev.verdict.tests.wholesystem;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What this machine has, for tests that need a program. */
public final class Programs {
  private static final int SECONDS = 30;

  private Programs() {}

  /** Whether python3 is there and can do this. */
  public static boolean python(String statement) {
    try {
      Process process =
          new ProcessBuilder("python3", "-c", statement)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
