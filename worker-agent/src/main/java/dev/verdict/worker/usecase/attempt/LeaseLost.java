package dev.verdict.worker.usecase.attempt;

/** The attempt is not ours any more; whoever meets this says nothing and cleans up. */
final class LeaseLost extends Exception {
  private static final long serialVersionUID = 1L;

  LeaseLost(String message) {
    super(message);
  }
}
