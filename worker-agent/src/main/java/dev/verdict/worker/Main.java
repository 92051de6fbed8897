package dev.verdict.worker;

import dev.verdict.runtime.lifecycle.ServiceProcess;
import dev.verdict.runtime.lifecycle.ServiceSpec;

/** The worker as a process of its own. */
public final class Main {
  private static final int HEALTH_PORT = 8083;

  private Main() {}

  public static void main(String[] args) {
    ServiceProcess.main(
        new ServiceSpec<>("worker", HEALTH_PORT, WorkerSettings::from, WorkerModule::new), args);
  }
}
