package dev.verdict.reports.model;

import java.util.Set;

/**
 * What was broken before a change: of the bad tests of a run, those that were bad on the branch
 * that the change goes to.
 *
 * @param branch which branch; empty when nothing is known of any
 * @param runs how many of its last runs were looked at; 0 when nothing is known
 * @param brokenBefore identities of tests
 */
public record Baseline(String branch, int runs, Set<String> brokenBefore) {
  public static final Baseline NONE = new Baseline("", 0, Set.of());

  public Baseline {
    brokenBefore = Set.copyOf(brokenBefore);
  }

  public boolean isKnown() {
    return runs > 0;
  }
}
