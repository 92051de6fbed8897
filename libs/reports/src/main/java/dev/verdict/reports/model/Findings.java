package dev.verdict.reports.model;

import org.jspecify.annotations.Nullable;

/**
 * What was made of a run that has ended, beside what its tests say themselves.
 *
 * @param gate what came of the rules; absent where nobody held the run against them
 */
public record Findings(@Nullable GateResult gate) {
  /** Of a run that goes on, or that nobody looked at. */
  public static final Findings NONE = new Findings(null);
}
