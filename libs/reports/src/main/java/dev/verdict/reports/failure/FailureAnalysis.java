package dev.verdict.reports.failure;

import dev.verdict.contract.Verdict;

/**
 * What a failure is, and which others are like it.
 *
 * @param reason why it is of this class, in words
 * @param fingerprint the same for failures of one kind, in whichever test and run
 */
public record FailureAnalysis(FailureClass failureClass, String reason, Fingerprint fingerprint) {

  public static FailureAnalysis of(Failure failure) {
    Classified classified = classify(failure);
    return new FailureAnalysis(
        classified.failureClass(),
        classified.reason(),
        Fingerprint.of(classified.failureClass(), failure));
  }

  /** A class and why. */
  record Classified(FailureClass failureClass, String reason) {}

  static Classified classify(Failure failure) {
    if (failure.verdict() == Verdict.LOST) {
      return new Classified(
          FailureClass.LOST,
          failure.lostReason() == null
              ? FailureClass.LOST.sentence()
              : failure.lostReason().sentence());
    }
    if (failure.verdict() == Verdict.TIMEOUT) {
      return new Classified(FailureClass.TIMEOUT, "it was ended when its time was over");
    }
    FailureText text = FailureText.of(failure);
    for (FailureRule rule : FailureRules.ALL) {
      if (rule.matches(text)) {
        return new Classified(rule.failureClass(), rule.reason());
      }
    }
    // JUnit XML calls a broken expectation a failure, and everything else an error.
    return failure.verdict() == Verdict.FAILED
        ? new Classified(FailureClass.ASSERTION, "its report calls it a failure, not an error")
        : new Classified(FailureClass.UNKNOWN, FailureClass.UNKNOWN.sentence());
  }
}
