package dev.verdict.reporter.domain.trend;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * p values of many questions, corrected so that the chance of even one false answer among all of
 * them stays at the level (Holm 1979). It holds however the questions hang together.
 */
final class Holm {
  private Holm() {}

  static double[] corrected(double[] p) {
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] corrected = new double[p.length];
    double most = 0;
    for (int rank = 0; rank < order.length; rank++) {
      most = Math.max(most, Math.min(1, (p.length - rank) * p[order[rank]]));
      corrected[order[rank]] = most;
    }
    return corrected;
  }
}
