package dev.verdict.reports.coverage;

/** What was given says nothing of coverage that could be trusted. */
public final class NoCoverage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoCoverage(String message) {
    super(message);
  }
}
