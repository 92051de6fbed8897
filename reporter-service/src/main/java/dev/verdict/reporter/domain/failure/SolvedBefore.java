package dev.verdict.reporter.domain.failure;

import dev.verdict.reporter.domain.failure.Cluster.Solved;
import dev.verdict.reports.failure.FailureClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A kind of failures that was there and is gone.
 *
 * @param solved how it would be told, {@code alike} not set yet
 */
public record SolvedBefore(FailureClass failureClass, String text, Solved solved) {
  /** Below this, two messages share no more than their language. */
  static final double ALIKE = 0.5;

  private static final int MOST = 3;
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_]++");

  /**
   * The most alike first. The same kind, solved earlier or on another branch, is as alike as can
   * be.
   */
  public static List<Solved> like(Cluster cluster, List<SolvedBefore> candidates) {
    Set<String> words = words(cluster.text());
    List<Solved> alike = new ArrayList<>();
    for (SolvedBefore candidate : candidates) {
      boolean same = candidate.solved().fingerprint().equals(cluster.fingerprint());
      double share =
          same
              ? 1
              : candidate.failureClass() == cluster.failureClass()
                  ? share(words, words(candidate.text()))
                  : 0;
      if (share >= ALIKE) {
        alike.add(candidate.told(share));
      }
    }
    alike.sort(
        Comparator.comparingDouble(Solved::alike).thenComparing(Solved::solvedAt).reversed());
    return List.copyOf(alike.subList(0, Math.min(MOST, alike.size())));
  }

  private Solved told(double alike) {
    return new Solved(
        solved.fingerprint(),
        solved.title(),
        alike,
        solved.branch(),
        solved.lastBadCommit(),
        solved.solvedCommit(),
        solved.solvedRun(),
        solved.solvedAt());
  }

  private static Set<String> words(String text) {
    return new HashSet<>(Arrays.asList(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT))));
  }

  /** Words that both have, of all that either has (Jaccard). */
  private static double share(Set<String> one, Set<String> other) {
    Set<String> both = new HashSet<>(one);
    both.retainAll(other);
    int all = one.size() + other.size() - both.size();
    return all == 0 ? 0 : (double) both.size() / all;
  }
}
