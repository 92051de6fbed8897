package dev.verdict.reporter.domain.trend;

import java.util.Arrays;

/**
 * Where figures lie.
 *
 * @param stdDev the standard deviation of a sample; 0 for a single figure
 */
public record Spread(int count, double avg, double min, double max, double stdDev, double median) {

  public static Spread of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    if (n == 0) {
      return new Spread(0, 0, 0, 0, 0, 0);
    }
    double mean = Arrays.stream(sorted).average().orElse(0);
    double squares = Arrays.stream(sorted).map(value -> (value - mean) * (value - mean)).sum();
    return new Spread(
        n,
        mean,
        sorted[0],
        sorted[n - 1],
        n == 1 ? 0 : Math.sqrt(squares / (n - 1)),
        median(sorted));
  }

  static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
