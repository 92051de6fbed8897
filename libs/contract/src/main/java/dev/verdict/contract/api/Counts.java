package dev.verdict.contract.api;

import dev.verdict.contract.Verdict;
import java.util.Map;

/** How many tests have which verdict. {@code pending} have none yet. */
public record Counts(
    int total,
    int passed,
    int failed,
    int error,
    int skipped,
    int cancelled,
    int timeout,
    int lost,
    int pending) {

  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** From verdicts and how many have none. */
  public static Counts of(Map<Verdict, Integer> verdicts, int pending) {
    int total = pending + verdicts.values().stream().mapToInt(Integer::intValue).sum();
    return new Counts(
        total,
        verdicts.getOrDefault(Verdict.PASSED, 0),
        verdicts.getOrDefault(Verdict.FAILED, 0),
        verdicts.getOrDefault(Verdict.ERROR, 0),
        verdicts.getOrDefault(Verdict.SKIPPED, 0),
        verdicts.getOrDefault(Verdict.CANCELLED, 0),
        verdicts.getOrDefault(Verdict.TIMEOUT, 0),
        verdicts.getOrDefault(Verdict.LOST, 0),
        pending);
  }

  public int bad() {
    return failed + error + cancelled + timeout + lost;
  }
}
