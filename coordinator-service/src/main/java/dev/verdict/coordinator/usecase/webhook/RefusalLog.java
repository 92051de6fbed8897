package dev.verdict.coordinator.usecase.webhook;

/** Counts and keeps, bounded, what was not let in. */
public interface RefusalLog {
  void refused(String provider, String source, String why);
}
