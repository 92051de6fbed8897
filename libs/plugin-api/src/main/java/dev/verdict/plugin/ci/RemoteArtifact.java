package dev.verdict.plugin.ci;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that the CI system holds.
 *
 * @param name as people know it
 * @param key by which the same provider finds it; only it knows what it means
 * @param digest such as {@code sha256:…}
 * @param retainedUntil when the CI system throws it away, if it says so
 * @param link null if it is gone
 */
public record RemoteArtifact(
    String testRunId,
    String name,
    String key,
    @Nullable Long size,
    @Nullable String contentType,
    @Nullable String digest,
    @Nullable Instant createdAt,
    @Nullable Instant retainedUntil,
    @Nullable ArtifactLink link) {

  /** The CI system remembers it and has it no more. */
  public boolean gone() {
    return link == null;
  }

  /** Of several with one name (a run that was repeated), the newest that is still there. */
  RemoteArtifact orBetter(RemoteArtifact other) {
    if (gone() != other.gone()) {
      return gone() ? other : this;
    }
    Instant mine = createdAt == null ? Instant.MIN : createdAt;
    Instant its = other.createdAt == null ? Instant.MIN : other.createdAt;
    return its.isAfter(mine) ? other : this;
  }
}
