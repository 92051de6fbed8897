package dev.verdict.reporter.domain.trend;

import java.util.List;

/**
 * The figures of one group.
 *
 * @param points the oldest first
 */
public record Series(String name, List<Point> points) {
  double[] values() {
    return points.stream().mapToDouble(Point::value).toArray();
  }
}
