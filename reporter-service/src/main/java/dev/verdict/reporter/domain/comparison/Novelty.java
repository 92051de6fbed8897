package dev.verdict.reporter.domain.comparison;

/** How a bad test of a run stood before. */
public enum Novelty {
  /** Good in the newest compared run that has it, or in none of them at all. */
  NEW,
  /** Bad in the newest compared run that has it. */
  BROKEN_BEFORE,
  /** It fails by chance; this says nothing about the change. */
  FLAKY;

  /** From here on a test counts as one that fails by chance. */
  public static final double FLAKY_FROM = 0.5;

  public static Novelty of(ComparedTest test) {
    if (test.badRunsBefore() > 0) {
      return BROKEN_BEFORE;
    }
    Double probability = test.flakyProbability();
    return probability != null && probability >= FLAKY_FROM ? FLAKY : NEW;
  }
}
