package dev.verdict.artifacts.usecase.links;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How links are looked up.
 *
 * @param leg how long one question to one CI system, or to our store, may take
 * @param concurrency questions to CI systems at once
 * @param queue questions that wait for their turn
 * @param keep how long a listing counts whose links last longer
 * @param keepMisses how long it counts for a name that is not in it
 * @param margin so long before it expires a link is not handed out any more
 * @param pages most pages of listings kept
 */
public record LinkRules(
    Duration leg,
    int concurrency,
    int queue,
    Duration keep,
    Duration keepMisses,
    Duration margin,
    int pages) {
  public static final LinkRules USUAL =
      new LinkRules(
          Duration.ofSeconds(10),
          100,
          10_000,
          Duration.ofMinutes(15),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          1_000);

  /** Whether who gets the link now can still follow it. */
  boolean lasts(@Nullable Instant expiresAt, Instant now) {
    return expiresAt == null || expiresAt.minus(margin).isAfter(now);
  }
}
