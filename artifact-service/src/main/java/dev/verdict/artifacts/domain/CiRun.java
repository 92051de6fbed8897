package dev.verdict.artifacts.domain;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run of a CI system.
 *
 * @param provider who speaks to the CI system
 * @param repository as the CI system calls it; null where the settings of the provider say it
 * @param id by which the CI system knows the run
 */
public record CiRun(String provider, @Nullable String repository, String id) {
  /** Of one of its files: the same whenever it is asked for, so that a link to it lasts. */
  public UUID fileId(String name) {
    String whole = String.join("\0", provider, repository == null ? "" : repository, id, name);
    return UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8));
  }

  /** As people read it. */
  public String words() {
    return "run " + id + " of " + provider;
  }
}
