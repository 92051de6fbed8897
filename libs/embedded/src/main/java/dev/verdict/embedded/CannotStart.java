package dev.verdict.embedded;

import org.jspecify.annotations.Nullable;

/**
 * An embedded server cannot be started, or was lost while it started. The message says what stands
 * in the way, and what was expected, to the person who must clear it.
 */
public final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotStart(String message) {
    super(message);
  }

  CannotStart(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static CannotStart portInUse(String server, int port, @Nullable Throwable cause) {
    return new CannotStart(
        "port in use: %s cannot listen on 127.0.0.1:%d (expected: a free port, or 0 for any)"
            .formatted(server, port),
        cause);
  }
}
