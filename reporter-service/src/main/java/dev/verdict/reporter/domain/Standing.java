package dev.verdict.reporter.domain;

import org.jspecify.annotations.Nullable;

/**
 * Where a run stands, and how much of it has come.
 *
 * @param linksOf of which end of the run the links to files have come; absent while there are none
 */
public record Standing(TestRun run, SequenceSet received, @Nullable Long linksOf) {
  public boolean isFinal() {
    return run.state().status().isFinal();
  }

  /** Whether the run is final and nothing is missing up to its final event. */
  public boolean isComplete() {
    return run.isComplete(received);
  }

  /** Whether the links to the files of its last end have come. */
  public boolean hasLinks() {
    return linksOf != null && linksOf >= run.state().statusSequence();
  }

  /** Whether everything from the run's first event to {@code sequence} has come. */
  public boolean isThrough(long sequence) {
    Long first = run.origin().queuedSequence();
    return first != null && (sequence < first || received.containsAll(first, sequence));
  }
}
