package dev.verdict.coordinator;

import dev.verdict.runtime.lifecycle.ServiceProcess;
import dev.verdict.runtime.lifecycle.ServiceSpec;

/** The coordinator as a process of its own. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    ServiceProcess.main(spec(), args);
  }

  public static ServiceSpec<CoordinatorSettings> spec() {
    return new ServiceSpec<>(
        "coordinator", 8080, CoordinatorSettings::from, CoordinatorModule::new);
  }
}
