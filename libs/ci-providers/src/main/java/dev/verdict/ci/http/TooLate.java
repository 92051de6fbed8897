package dev.verdict.ci.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call would get its turn only after its deadline. */
final class TooLate extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Instant until;

  TooLate(@Nullable Instant until, String message) {
    super(message, null, false, false);
    this.until = until;
  }

  @Nullable Instant until() {
    return until;
  }
}
