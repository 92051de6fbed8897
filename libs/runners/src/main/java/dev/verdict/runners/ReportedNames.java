package dev.verdict.runners;

import dev.verdict.plugin.runner.ReportedTest;
import dev.verdict.plugin.runner.RunnerTask;

/** Identities for tools whose reports are all that we know of a test. */
public final class ReportedNames {
  private ReportedNames() {}

  /** {@code class::name}, or {@code suite::name} where the report names no class. */
  public static String plain(ReportedTest test) {
    String place = test.className();
    if (place == null || place.isBlank()) {
      place = test.suite();
    }
    return place == null || place.isBlank() ? test.name() : place + "::" + test.name();
  }

  /** Takes out what differs between machines. */
  public static String withoutPaths(RunnerTask task, String id) {
    return id.replace(task.scratch() + "/", "").replace(task.root() + "/", "");
  }
}
