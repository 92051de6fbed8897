package dev.verdict.plugin.ci;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The CI system wants no more calls for now, for longer than the caller can wait. */
public final class RateLimitError extends CiProviderError {
  private static final long serialVersionUID = 1L;

  private final @Nullable Instant until;

  public RateLimitError(Failure failure, @Nullable Instant until) {
    super(failure);
    this.until = until;
  }

  /** When calls are welcome again, if the CI system said so. */
  public Optional<Instant> until() {
    return Optional.ofNullable(until);
  }
}
