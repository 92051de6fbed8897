package dev.verdict.worker.usecase.attempt;

import dev.verdict.contract.LostReason;

/** The attempt cannot begin; the message is for the person who asked for it. */
final class NotStarted extends Exception {
  private static final long serialVersionUID = 1L;

  private final LostReason reason;

  NotStarted(LostReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  LostReason reason() {
    return reason;
  }
}
