package dev.verdict.reports.junit;

import dev.verdict.contract.Verdict;

/** What was found inside one suite, to be held against what it declares. */
final class FoundCounts {
  private int directTests;
  private int tests;
  private int bad;
  private int badOutcomes;
  private int skipped;
  private int reruns;
  private int summaryBad;
  private boolean mismatch;

  void add(OpenCase testCase) {
    directTests++;
    tests++;
    // Its tool counted it as skipped, whatever we make of it.
    Verdict verdict = testCase.isUnwantedSkip() ? Verdict.SKIPPED : testCase.verdict();
    addOutcomes(verdict, testCase.outcomes());
  }

  void addOutcomes(Verdict verdict, Outcomes outcomes) {
    bad += verdict.isGood() ? 0 : 1;
    skipped += verdict == Verdict.SKIPPED ? 1 : 0;
    badOutcomes += outcomes.bad();
    reruns += outcomes.reruns();
  }

  void addNested(FoundCounts nested) {
    tests += nested.tests;
    bad += nested.bad;
    badOutcomes += nested.badOutcomes;
    skipped += nested.skipped;
    reruns += nested.reruns;
    mismatch |= nested.mismatch;
  }

  /** The cases that stand right in the suite: some tools count only these. */
  int directTests() {
    return directTests;
  }

  int tests() {
    return tests;
  }

  int bad() {
    return bad;
  }

  /** The most failures that a tool may have counted: each element, or each try. */
  int mostBad() {
    return Math.max(bad, badOutcomes) + reruns;
  }

  int skipped() {
    return skipped;
  }

  int reruns() {
    return reruns;
  }

  void addSummary(int declaredBad) {
    summaryBad += declaredBad;
  }

  /** How many failures the comments of the suite speak of. */
  int summaryBad() {
    return summaryBad;
  }

  /** Whether a contradiction inside of it has been told, so that it need not be told again. */
  boolean hasMismatch() {
    return mismatch;
  }

  void markMismatch() {
    mismatch = true;
  }
}
