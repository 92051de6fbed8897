package dev.verdict.testkit.backing;

import java.util.Optional;

/** What must be known about Docker before tests rely on it. */
interface DockerEngine {

  String address();

  /** Asked with a short time-out: most machines have none, and no test should wait for that. */
  boolean answers();

  /** Why it is of no use, above all which image cannot be had; empty if it is. Fetches images. */
  Optional<String> problem();
}
