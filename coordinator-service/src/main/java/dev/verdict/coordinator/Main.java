package dev.verdict.coordinator;

import dev.verdict.runtime.lifecycle.ServiceProcess;
import dev.verdict.runtime.lifecycle.ServiceSpec;

/** The coordinator as a process of its own. */
public final class Main {
  private static final int PORT = 8080;

  private Main() {}

  public static void main(String[] args) {
    ServiceProcess.main(
        new ServiceSpec<>("coordinator", PORT, CoordinatorSettings::from, CoordinatorModule::new),
        args);
  }
}
