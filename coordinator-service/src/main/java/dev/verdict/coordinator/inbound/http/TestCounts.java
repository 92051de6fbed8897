package dev.verdict.coordinator.inbound.http;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import java.util.Map;

/** Adds counts of tests up. */
final class TestCounts {
  private TestCounts() {}

  /** Adds to {@code sum}; returns how many have no verdict. */
  static int add(Counts counts, Map<Verdict, Integer> sum) {
    sum.merge(Verdict.PASSED, counts.passed(), Integer::sum);
    sum.merge(Verdict.FAILED, counts.failed(), Integer::sum);
    sum.merge(Verdict.ERROR, counts.error(), Integer::sum);
    sum.merge(Verdict.SKIPPED, counts.skipped(), Integer::sum);
    sum.merge(Verdict.CANCELLED, counts.cancelled(), Integer::sum);
    sum.merge(Verdict.TIMEOUT, counts.timeout(), Integer::sum);
    sum.merge(Verdict.LOST, counts.lost(), Integer::sum);
    return counts.pending();
  }
}
