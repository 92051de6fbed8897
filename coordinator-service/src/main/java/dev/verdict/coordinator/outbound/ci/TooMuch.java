package dev.verdict.coordinator.outbound.ci;

/** More than a run may have to be followed; the message says what was expected. */
final class TooMuch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooMuch(String message) {
    super(message, null, false, false);
  }
}
