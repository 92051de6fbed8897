package dev.verdict.reporter.domain;

/** Where a run stands, and how much of it has come. */
public record Standing(TestRun run, SequenceSet received) {
  public boolean isFinal() {
    return run.state().status().isFinal();
  }

  /** Whether the run is final and nothing is missing up to its final event. */
  public boolean isComplete() {
    return run.isComplete(received);
  }

  /** Whether everything from the run's first event to {@code sequence} has come. */
  public boolean isThrough(long sequence) {
    Long first = run.origin().queuedSequence();
    return first != null && (sequence < first || received.containsAll(first, sequence));
  }
}
