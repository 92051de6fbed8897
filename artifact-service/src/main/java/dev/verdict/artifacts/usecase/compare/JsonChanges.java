package dev.verdict.artifacts.usecase.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.artifacts.usecase.compare.Comparison.JsonDifference;
import dev.verdict.artifacts.usecase.compare.Comparison.JsonDifferences;
import dev.verdict.artifacts.usecase.compare.Comparison.MetricDifference;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks two documents side by side. Items of lists are held against those at the same place. */
final class JsonChanges {
  static final int MOST = 1000;

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final List<JsonDifference> differences = new ArrayList<>();
  private final List<MetricDifference> metrics = new ArrayList<>();
  private int total;

  private JsonChanges() {}

  static Comparison between(JsonNode left, JsonNode right) {
    JsonChanges changes = new JsonChanges();
    changes.walk("", left, right);
    return new Comparison(
        Comparison.Kind.JSON,
        null,
        null,
        new JsonDifferences(changes.differences, changes.total),
        changes.metrics);
  }

  private void walk(String path, JsonNode left, JsonNode right) {
    if (left.isObject() && right.isObject()) {
      fields(path, left, right);
    } else if (left.isArray() && right.isArray()) {
      items(path, left, right);
    } else if (left.isNumber() && right.isNumber()) {
      numbers(path, left.decimalValue(), right.decimalValue());
    } else if (!left.equals(right)) {
      tell(path, "changed", left, right);
    }
  }

  private void fields(String path, JsonNode left, JsonNode right) {
    Set<String> names = new LinkedHashSet<>();
    left.fieldNames().forEachRemaining(names::add);
    right.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      both(path.isEmpty() ? name : path + "." + name, left.get(name), right.get(name));
    }
  }

  private void items(String path, JsonNode left, JsonNode right) {
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      both(path + "[" + i + "]", left.get(i), right.get(i));
    }
  }

  private void both(String path, @Nullable JsonNode left, @Nullable JsonNode right) {
    if (left != null && right != null) {
      walk(path, left, right);
    } else {
      tell(path, left == null ? "added" : "removed", left, right);
    }
  }

  private void numbers(String path, BigDecimal left, BigDecimal right) {
    if (left.compareTo(right) == 0) {
      return;
    }
    BigDecimal difference = right.subtract(left);
    Double percent =
        left.signum() == 0
            ? null
            : difference
                .multiply(HUNDRED)
                .divide(left.abs(), MathContext.DECIMAL64)
                .setScale(2, RoundingMode.HALF_EVEN)
                .doubleValue();
    if (metrics.size() < MOST) {
      metrics.add(
          new MetricDifference(
              path, left.doubleValue(), right.doubleValue(), difference.doubleValue(), percent));
    }
    tell(path, left, right);
  }

  private void tell(String path, BigDecimal left, BigDecimal right) {
    add(new JsonDifference(path, "changed", left, right));
  }

  private void tell(String path, String change, @Nullable JsonNode left, @Nullable JsonNode right) {
    add(new JsonDifference(path, change, left, right));
  }

  private void add(JsonDifference difference) {
    total++;
    if (differences.size() < MOST) {
      differences.add(difference);
    }
  }
}
