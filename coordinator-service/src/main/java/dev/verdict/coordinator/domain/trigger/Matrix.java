package dev.verdict.coordinator.domain.trigger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The combinations of the values of some names, each a task. */
final class Matrix {
  static final int MOST = 256;

  private Matrix() {}

  static long size(Map<String, List<String>> axes) {
    long size = 1;
    for (List<String> values : axes.values()) {
      size = Math.min(MOST + 1L, size * Math.max(1, values == null ? 1 : values.size()));
    }
    return size;
  }

  /** At least one, which is empty where there is no matrix; in the order of the names. */
  static List<Map<String, String>> combinations(Map<String, List<String>> axes) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Map.Entry<String, List<String>> axis : new TreeMap<>(axes).entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> before : combinations) {
        for (String value : axis.getValue()) {
          Map<String, String> with = new LinkedHashMap<>(before);
          with.put(axis.getKey(), value);
          longer.add(with);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  /** {@code {matrix.name}} becomes the value. A value is put in once and not looked at again. */
  static String fill(String text, Map<String, String> values) {
    StringBuilder filled = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf("{matrix.", at);
      int close = open < 0 ? -1 : text.indexOf('}', open);
      if (close < 0) {
        break;
      }
      String value = values.get(text.substring(open + "{matrix.".length(), close));
      filled.append(text, at, open).append(value == null ? text.substring(open, close + 1) : value);
      at = close + 1;
    }
    return filled.append(text.substring(at)).toString();
  }
}
