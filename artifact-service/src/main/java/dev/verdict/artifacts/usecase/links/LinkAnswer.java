package dev.verdict.artifacts.usecase.links;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What came of one name. */
public sealed interface LinkAnswer {
  /**
   * The CI system has it.
   *
   * @param direct a link of the CI system that may be handed out; null if only we can fetch it
   * @param expiresAt when that link is good for nothing; null if it lasts
   */
  record AtProvider(RemoteFile file, @Nullable String direct, @Nullable Instant expiresAt)
      implements LinkAnswer {}

  /**
   * Our store has it.
   *
   * @param instead why not the CI system; null if nobody expected it there
   */
  record InStore(UUID id, @Nullable String instead) implements LinkAnswer {}

  /**
   * It is not to be had.
   *
   * @param file what the CI system still says of it, if it does
   */
  record Nowhere(Reason reason, String why, @Nullable RemoteFile file) implements LinkAnswer {}

  /** Why a name has no link. */
  enum Reason {
    /** Everybody was asked, and nobody has it. */
    MISSING,
    /** It was there, and is thrown away. */
    EXPIRED,
    /** Somebody who might have it did not answer, or refused. */
    UNAVAILABLE;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
