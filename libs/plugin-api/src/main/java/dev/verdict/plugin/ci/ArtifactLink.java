package dev.verdict.plugin.ci;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an artifact is.
 *
 * @param expiresAt after this instant the link must not be handed out; null if it lasts
 */
public record ArtifactLink(URI url, Reach reach, @Nullable Instant expiresAt) {
  /** Who can follow a link. */
  public enum Reach {
    /** Anybody who has it. */
    ANYBODY,
    /** A person whose browser is logged in to the CI system. */
    LOGIN,
    /** Only a call with our credential: it is streamed, never handed out. */
    CREDENTIAL
  }
}
