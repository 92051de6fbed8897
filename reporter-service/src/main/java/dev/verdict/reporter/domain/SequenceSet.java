package dev.verdict.reporter.domain;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which sequence numbers have been seen, as few ranges as possible: one when nothing is missing.
 * Its text is the literal of a PostgreSQL {@code int8multirange}.
 */
public final class SequenceSet {
  /** First number of a range to the first number after it; ranges neither touch nor overlap. */
  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  public static SequenceSet parse(String multirange) {
    SequenceSet set = new SequenceSet();
    String inner = multirange.substring(1, multirange.length() - 1);
    if (inner.isEmpty()) {
      return set;
    }
    String[] numbers = inner.substring(1, inner.length() - 1).split("\\),\\[|,", -1);
    for (int i = 0; i < numbers.length; i += 2) {
      set.ranges.put(Long.parseLong(numbers[i]), Long.parseLong(numbers[i + 1]));
    }
    return set;
  }

  /** False when it was there already. */
  public boolean add(long number) {
    Map.@Nullable Entry<Long, Long> before = ranges.floorEntry(number);
    if (before != null && number < before.getValue()) {
      return false;
    }
    @Nullable Long joinedEnd = ranges.remove(number + 1);
    long end = joinedEnd == null ? number + 1 : joinedEnd;
    boolean extendsBefore = before != null && before.getValue() == number;
    ranges.put(extendsBefore ? before.getKey() : Long.valueOf(number), end);
    return true;
  }

  /** Whether every number from {@code first} to {@code last} has been seen. */
  public boolean containsAll(long first, long last) {
    Map.@Nullable Entry<Long, Long> range = ranges.floorEntry(first);
    return range != null && last < range.getValue();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SequenceSet set && ranges.equals(set.ranges);
  }

  @Override
  public int hashCode() {
    return Objects.hash(ranges);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    ranges.forEach(
        (first, end) ->
            text.append(text.length() > 1 ? "," : "")
                .append('[')
                .append(first)
                .append(',')
                .append(end)
                .append(')'));
    return text.append('}').toString();
  }
}
