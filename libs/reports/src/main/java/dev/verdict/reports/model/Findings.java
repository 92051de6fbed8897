package dev.verdict.reports.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was made of a run that has ended, beside what its tests say themselves.
 *
 * @param gate what came of the rules; absent where nobody held the run against them
 * @param firstSeen since which run its bad tests are bad, most of them first; empty where nothing
 *     is bad, or nothing is known
 */
public record Findings(@Nullable GateResult gate, List<FirstSeen> firstSeen) {
  /** Of a run that goes on, or that nobody looked at. */
  public static final Findings NONE = new Findings(null, List.of());

  public Findings {
    firstSeen = List.copyOf(firstSeen);
  }

  public static Findings of(GateResult gate) {
    return new Findings(gate, List.of());
  }
}
