package dev.verdict.runners;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells tests apart that a tool gives one name, such as two of the same title in one file: the
 * second gets {@code #2}. Plan and report count in the same order, so both give the same.
 */
public final class DistinctIds {
  private final Map<String, Integer> seen = new HashMap<>();

  public String of(String id) {
    int times = seen.merge(id, 1, Integer::sum);
    return times == 1 ? id : id + "#" + times;
  }
}
