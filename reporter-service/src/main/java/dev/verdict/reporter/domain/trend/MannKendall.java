package dev.verdict.reporter.domain.trend;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether figures rise or fall over time (Mann and Kendall), and how steeply (Theil and Sen). Only
 * the order of figures counts, so neither skew nor a few outliers matter.
 *
 * @param p how likely a rise or fall as clear as this is where there is none
 * @param slope from one run to the next, the median of all pairs
 */
record MannKendall(double p, double slope) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  static MannKendall of(double[] values) {
    int n = values.length;
    double[] slopes = new double[n * (n - 1) / 2];
    long s = 0;
    int pair = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double difference = values[j] - values[i];
        s += (long) Math.signum(difference);
        slopes[pair++] = difference / (j - i);
      }
    }
    Arrays.sort(slopes);
    double slope = slopes.length == 0 ? 0 : Spread.median(slopes);
    double variance = variance(values);
    if (variance <= 0 || s == 0) {
      return new MannKendall(1, slope);
    }
    // One is taken off: the sum moves in whole steps, and its distribution here does not.
    double z = (Math.abs(s) - 1) / Math.sqrt(variance);
    return new MannKendall(Math.min(1, 2 * NORMAL.survivalProbability(z)), slope);
  }

  /** Of the sum, where order means nothing; equal figures make it smaller. */
  private static double variance(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double n = sorted.length;
    double ties = 0;
    for (int from = 0; from < sorted.length; ) {
      int to = from;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      double t = to - from;
      ties += t * (t - 1) * (2 * t + 5);
      from = to;
    }
    return (n * (n - 1) * (2 * n + 5) - ties) / 18;
  }
}
