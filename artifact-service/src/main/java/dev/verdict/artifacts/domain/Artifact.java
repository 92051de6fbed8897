package dev.verdict.artifacts.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A kept file, or what is left to say about one that is gone.
 *
 * @param path where the attempt left it; a label, nothing of ours is opened by it
 * @param contentType what the bytes are
 */
public record Artifact(
    UUID id,
    Place place,
    String name,
    String path,
    Tags tags,
    String contentType,
    long sizeBytes,
    Digest digest,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Deletion deletion) {

  /** When it went, and why. */
  public record Deletion(Instant at, String reason) {}

  public static final String CROWDED_OUT = "the store was full and it was among the oldest";
  public static final String EXPIRED = "its time to be kept had passed";

  public ArtifactType type() {
    return tags.type();
  }

  /** The permalink. */
  public String permalink() {
    return "/a/" + id;
  }

  /** Present when the bytes are not to be had any more, also before the sweeper came by. */
  public Optional<Deletion> gone(Instant now) {
    if (deletion != null) {
      return Optional.of(deletion);
    }
    return expiresAt.isAfter(now)
        ? Optional.empty()
        : Optional.of(new Deletion(expiresAt, EXPIRED));
  }
}
