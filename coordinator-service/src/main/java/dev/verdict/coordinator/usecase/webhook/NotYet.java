package dev.verdict.coordinator.usecase.webhook;

import io.vertx.core.Future;

/**
 * Something has to be asked for before a delivery can be settled. Nobody waits for it while the
 * delivery is held: it is let go, and taken again when the answer is there.
 */
final class NotYet extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Future<?> asked;

  /**
   * @param asked done when it can be settled, whatever the answer
   */
  NotYet(String what, Future<?> asked) {
    super(what, null, false, false);
    this.asked = asked;
  }

  Future<?> asked() {
    return asked;
  }
}
