package dev.verdict.worker.domain;

import dev.verdict.contract.message.TestOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The results of one attempt, one for each identity. When a report names a test twice, the worse
 * verdict counts and it is said, unless the tool says that it ran the test again: then the last try
 * counts. The stacks together have a bound.
 */
public final class MergedTests {
  private static final int NAMED_DUPLICATES = 5;
  private static final long MOST_DETAIL = 16L << 20;
  private static final String LEFT_OUT =
      "(left out: the details of this attempt are longer than 16 MiB; they are in its report)";

  private final Map<String, TestOutcome> byId = new LinkedHashMap<>();
  private final Map<String, Integer> duplicates = new TreeMap<>();
  private long detail;

  public void add(TestOutcome outcome) {
    TestOutcome bounded = bounded(outcome);
    byId.merge(bounded.id(), bounded, this::merged);
  }

  public Collection<TestOutcome> all() {
    return byId.values();
  }

  public int size() {
    return byId.size();
  }

  /** One line for each test that came twice, up to a bound. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (var entry : duplicates.entrySet()) {
      if (problems.size() == NAMED_DUPLICATES) {
        int more = duplicates.size() - NAMED_DUPLICATES;
        problems.add(more + " more tests were reported more than once");
        break;
      }
      problems.add(
          "test "
              + entry.getKey()
              + ": reported "
              + (entry.getValue() + 1)
              + " times (expected: once; the worst verdict counts)");
    }
    return problems;
  }

  private TestOutcome merged(TestOutcome before, TestOutcome next) {
    if (before.reruns() > 0 || next.reruns() > 0) {
      return withReruns(next, Math.max(before.reruns() + 1, next.reruns()));
    }
    duplicates.merge(next.id(), 1, Integer::sum);
    return next.verdict().compareTo(before.verdict()) > 0 ? next : before;
  }

  private TestOutcome bounded(TestOutcome outcome) {
    @Nullable String text = outcome.detail();
    if (text == null) {
      return outcome;
    }
    detail += text.length();
    return detail <= MOST_DETAIL ? outcome : withDetail(outcome, LEFT_OUT);
  }

  private static TestOutcome withReruns(TestOutcome o, int reruns) {
    return new TestOutcome(
        o.id(),
        o.suite(),
        o.className(),
        o.name(),
        o.file(),
        o.verdict(),
        o.seconds(),
        o.message(),
        o.type(),
        o.detail(),
        o.lostReason(),
        reruns);
  }

  private static TestOutcome withDetail(TestOutcome o, String detail) {
    return new TestOutcome(
        o.id(),
        o.suite(),
        o.className(),
        o.name(),
        o.file(),
        o.verdict(),
        o.seconds(),
        o.message(),
        o.type(),
        detail,
        o.lostReason(),
        o.reruns());
  }
}
