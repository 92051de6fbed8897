package dev.verdict.reports.write.html;

import dev.verdict.contract.api.TestView;
import dev.verdict.reports.write.text.Cut;
import java.util.HashMap;
import java.util.Map;

/** Where on the page a test is told in full, so that the list of all tests can lead there. */
final class Anchors {
  private final Map<String, Integer> numbers = new HashMap<>();

  /** A new place; the first one of a test is the one that others lead to. */
  String next(TestView test) {
    int number = numbers.size() + 1;
    Integer before = numbers.putIfAbsent(key(test), number);
    return before == null ? "t" + number : "t" + before + "-" + number;
  }

  /** 0 when it is nowhere told in full. */
  int of(TestView test) {
    return numbers.getOrDefault(key(test), 0);
  }

  private static String key(TestView test) {
    return test.taskId() + Cut.middle(test.id(), 1_000);
  }
}
