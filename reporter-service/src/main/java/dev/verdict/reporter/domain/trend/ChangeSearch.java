package dev.verdict.reporter.domain.trend;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Where figures change, if they do: the place at which what lies before and after differs most, by
 * the rank sum of Wilcoxon, and how likely a difference as large is at <em>any</em> place when the
 * figures only come in another order. So the search over all places is paid for, and neither skew,
 * outliers nor equal figures matter.
 *
 * <p>The orders are drawn by chance, always the same way. Where it becomes clear early that nothing
 * is there, drawing stops (Besag and Clifford 1991); the p value is valid all the same.
 */
final class ChangeSearch {
  /** Fewer figures on one side would be an outlier and not a change. */
  static final int LEAST_BESIDE = 4;

  private static final int CLEAR_AFTER = 20;
  private static final long SEED = 20_261_120;

  private ChangeSearch() {}

  /**
   * @param at the first figure that is different
   */
  record Found(int at, double p) {}

  /**
   * @param draws at most so many orders; p is never less than one in that
   */
  static Found in(double[] values, int draws) {
    int n = values.length;
    if (n < 2 * LEAST_BESIDE) {
      return new Found(0, 1);
    }
    double[] ranks = ranks(values);
    double[] weights = weights(n);
    int at = 0;
    double most = -1;
    double sum = 0;
    for (int k = 1; k <= n - LEAST_BESIDE; k++) {
      sum += ranks[k - 1];
      double difference = Math.abs(sum) * weights[k];
      if (k >= LEAST_BESIDE && difference > most) {
        most = difference;
        at = k;
      }
    }
    if (most <= 0) {
      return new Found(at, 1);
    }
    // What is as large but for rounding is as large.
    double limit = most * (1 - 1e-9);
    SplittableRandom random = new SplittableRandom(SEED);
    int asLarge = 0;
    for (int draw = 1; draw <= draws; draw++) {
      shuffle(ranks, random);
      if (reaches(ranks, weights, limit) && ++asLarge == CLEAR_AFTER) {
        return new Found(at, (double) CLEAR_AFTER / draw);
      }
    }
    return new Found(at, (asLarge + 1.0) / (draws + 1.0));
  }

  private static boolean reaches(double[] ranks, double[] weights, double limit) {
    int n = ranks.length;
    double sum = 0;
    for (int k = 1; k <= n - LEAST_BESIDE; k++) {
      sum += ranks[k - 1];
      if (k >= LEAST_BESIDE && Math.abs(sum) * weights[k] >= limit) {
        return true;
      }
    }
    return false;
  }

  /** A difference of many and few is judged like one of halves: by its own deviation. */
  private static double[] weights(int n) {
    double[] weights = new double[n + 1];
    for (int k = 1; k < n; k++) {
      weights[k] = 1 / Math.sqrt((double) k * (n - k));
    }
    return weights;
  }

  /** Around zero; equal figures share the middle of their ranks. */
  private static double[] ranks(double[] values) {
    int n = values.length;
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] ranks = new double[n];
    for (int i = 0; i < n; i++) {
      int below = first(sorted, values[i]);
      int upTo = first(sorted, Math.nextUp(values[i]));
      ranks[i] = (below + upTo - n) / 2.0;
    }
    return ranks;
  }

  /** How many are less. */
  private static int first(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static void shuffle(double[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      double kept = values[i];
      values[i] = values[other];
      values[other] = kept;
    }
  }
}
