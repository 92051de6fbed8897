package dev.verdict.plugin.ci;

/** Where a run is. Each provider has its own words for these. */
public enum RunState {
  QUEUED,
  RUNNING,
  SUCCESS,
  FAILURE,
  /** It could not be carried out. */
  ERROR,
  CANCELLED,
  TIMEOUT,
  /** The CI system said a word that we do not know; it is told as it was said. */
  UNKNOWN;

  public boolean isFinal() {
    return this != QUEUED && this != RUNNING && this != UNKNOWN;
  }

  /** How it is said to people. */
  public String word() {
    return switch (this) {
      case QUEUED -> "queued";
      case RUNNING -> "running";
      case SUCCESS -> "passed";
      case FAILURE -> "failed";
      case ERROR -> "error";
      case CANCELLED -> "cancelled";
      case TIMEOUT -> "timed out";
      case UNKNOWN -> "unknown";
    };
  }
}
