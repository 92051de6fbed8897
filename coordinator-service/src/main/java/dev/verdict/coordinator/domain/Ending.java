package dev.verdict.coordinator.domain;

/** Whether a run goes on, or everything in it that is not final ends now. */
public enum Ending {
  NONE,
  /** Somebody cancelled it. */
  CANCELLED,
  /** Its time is up. */
  TIMEOUT
}
