package dev.verdict.reports.aggregate;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TestView;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which tests are bad, and in which jobs they are and are not: what fails everywhere is the code,
 * what fails in one job is that job.
 */
public final class AcrossJobs {
  private static final int MOST_TESTS = 2_000;

  private final Map<String, BadTest> tests = new LinkedHashMap<>();
  private int left;

  /** A test that is bad somewhere. */
  public static final class BadTest {
    private final TestView test;
    private final SortedSet<String> bad = new TreeSet<>();
    private final SortedSet<String> good = new TreeSet<>();

    private BadTest(TestView test) {
      this.test = test;
    }

    /** As the first job told it. */
    public TestView test() {
      return test;
    }

    public List<String> badIn() {
      return List.copyOf(bad);
    }

    public List<String> goodIn() {
      return List.copyOf(good);
    }
  }

  /** First pass: what is bad. */
  void note(String job, TestView test) {
    if (!Matrix.isBad(test.verdict())) {
      return;
    }
    BadTest known = tests.get(key(test));
    if (known == null) {
      if (tests.size() == MOST_TESTS) {
        left++;
        return;
      }
      known = new BadTest(test);
      tests.put(key(test), known);
    }
    known.bad.add(job);
  }

  /** Second pass: where the same is good. */
  void compare(String job, TestView test) {
    BadTest known = test.verdict() == Verdict.PASSED ? tests.get(key(test)) : null;
    if (known != null && !known.bad.contains(job)) {
      known.good.add(job);
    }
  }

  /** What is bad in most jobs first. */
  public List<BadTest> worst(int most) {
    return tests.values().stream()
        .sorted(Comparator.comparingInt((BadTest bad) -> -bad.bad.size()))
        .limit(most)
        .toList();
  }

  /** How many different tests are bad; beyond a bound, a test counts once for each job. */
  public int count() {
    return tests.size() + left;
  }

  private static String key(TestView test) {
    String group = test.className() == null ? test.suite() : test.className();
    return group + "\n" + test.name() + "\n" + test.file();
  }
}
