package dev.verdict.cli.doctor;

/** Time that something took, for people. */
final class Spent {
  private final long since = System.nanoTime();

  @Override
  public String toString() {
    return "%.1f ms".formatted((System.nanoTime() - since) / 1e6);
  }
}
