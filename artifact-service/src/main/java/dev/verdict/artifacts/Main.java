package dev.verdict.artifacts;

import dev.verdict.runtime.lifecycle.ServiceProcess;
import dev.verdict.runtime.lifecycle.ServiceSpec;

/** The artifact service as a process of its own. */
public final class Main {
  private static final int PORT = 8082;

  private Main() {}

  public static void main(String[] args) {
    ServiceProcess.main(
        new ServiceSpec<>("artifacts", PORT, ArtifactSettings::from, ArtifactsModule::new), args);
  }
}
