package dev.verdict.coordinator.domain;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What came of a run's tasks and tests.
 *
 * @param tasks how many tasks have which verdict
 */
public record RunTotals(Map<Verdict, Integer> tasks, Counts counts, Completeness completeness) {

  /** The worst of the tasks: a run is green only if all of them are. */
  public Verdict verdict() {
    return tasks.keySet().stream().reduce(Verdict::worse).orElse(Verdict.LOST);
  }

  /** One sentence for people. */
  public String reason() {
    if (tasks.isEmpty()) {
      return "nothing was planned";
    }
    if (verdict().isGood()) {
      return counts.passed()
          + " passed"
          + (counts.skipped() == 0 ? "" : ", " + counts.skipped() + " skipped")
          + "; all "
          + completeness.planned()
          + " planned are accounted for";
    }
    StringJoiner words = new StringJoiner(", ");
    add(words, counts.failed(), "failed");
    add(words, counts.error(), "in error");
    add(words, counts.timeout(), "timed out");
    add(words, counts.lost(), "lost");
    add(words, counts.cancelled(), "cancelled");
    String tests =
        words.length() == 0
            ? "no test is bad, but a task is " + verdict().word()
            : words.toString();
    return tests + " of " + counts.total();
  }

  private static void add(StringJoiner words, int count, String what) {
    if (count > 0) {
      words.add(count + " " + what);
    }
  }
}
