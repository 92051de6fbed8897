package dev.verdict.reporter;

import dev.verdict.runtime.lifecycle.ServiceProcess;
import dev.verdict.runtime.lifecycle.ServiceSpec;

/** The reporter as a process of its own. */
public final class Main {
  private static final int PORT = 8081;

  private Main() {}

  public static void main(String[] args) {
    ServiceProcess.main(
        new ServiceSpec<>("reporter", PORT, ReporterSettings::from, ReporterModule::new), args);
  }
}
