package dev.verdict.testkit.backing;

import java.util.Optional;

/** What must be known about Docker before tests rely on it. */
interface DockerEngine {

  String address();

  /** Asked with a short time-out: most machines have none, and no test should wait for that. */
  boolean answers();

  /** Which image is not there and cannot be had, and why; empty if all are there. */
  Optional<String> missingImage();
}
