package dev.verdict.artifacts.usecase.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two files.
 *
 * @param why files that were not compared inside were not
 */
public record Comparison(
    Kind kind,
    @Nullable String why,
    @Nullable TextDifference text,
    @Nullable JsonDifferences json,
    List<MetricDifference> metrics) {

  /** How far it was possible to look. */
  public enum Kind {
    IDENTICAL,
    JSON,
    TEXT,
    BYTES
  }

  /**
   * Lines, as {@code diff -u} tells them.
   *
   * @param cut whether more was different than is told
   */
  public record TextDifference(String unified, int added, int removed, boolean cut) {}

  /**
   * Values of JSON.
   *
   * @param total how many there are, told or not
   */
  public record JsonDifferences(List<JsonDifference> differences, int total) {}

  /**
   * One value; numbers stay numbers. What is added has no left, what is removed no right.
   *
   * @param change added, removed or changed
   */
  public record JsonDifference(
      String path, String change, @Nullable Object left, @Nullable Object right) {}

  /**
   * A number that stands in both.
   *
   * @param percent of the left one; absent when that is zero
   */
  public record MetricDifference(
      String name, double left, double right, double difference, @Nullable Double percent) {}

  static Comparison identical() {
    return new Comparison(Kind.IDENTICAL, null, null, null, List.of());
  }

  static Comparison bytes(String why) {
    return new Comparison(Kind.BYTES, why, null, null, List.of());
  }
}
