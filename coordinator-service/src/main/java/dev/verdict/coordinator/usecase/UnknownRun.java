package dev.verdict.coordinator.usecase;

import java.util.UUID;

/** There is no such run. */
public final class UnknownRun extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownRun(UUID id) {
    super("run: " + id + " (expected: the id of a run)");
  }
}
