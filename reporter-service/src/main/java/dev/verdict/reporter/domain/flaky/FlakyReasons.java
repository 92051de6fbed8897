package dev.verdict.reporter.domain.flaky;

import dev.verdict.reporter.domain.flaky.FlakyJudgement.SameCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Why a test is held for one that fails by chance, in sentences for the person who doubts it. */
final class FlakyReasons {
  private static final int ENOUGH_FOR_A_PATTERN = 3;

  private FlakyReasons() {}

  static List<String> of(
      List<Execution> executions, Map<String, SameCode> byCode, int failures, int all) {
    List<String> reasons = new ArrayList<>();
    int withinRun = 0;
    int acrossRuns = 0;
    String example = "";
    for (Map.Entry<String, SameCode> code : byCode.entrySet()) {
      SameCode same = code.getValue();
      if (same.isChance() && same.runs.size() > 1) {
        acrossRuns++;
        example =
            example.isEmpty() ? code.getKey().substring(0, code.getKey().indexOf('\n')) : example;
      } else if (same.isChance()) {
        withinRun++;
      }
    }
    if (withinRun > 0) {
      reasons.add("it failed and then passed within one run, in " + count(withinRun, "run"));
    }
    if (acrossRuns > 0) {
      reasons.add(
          "runs of the same commit disagree about it, at "
              + count(acrossRuns, "commit")
              + ", last at "
              + example);
    }
    reasons.add(
        String.format(
            Locale.ROOT,
            "%d of %s of code with which it also passed failed (%.1f %%)",
            failures,
            count(all, "execution"),
            100.0 * failures / all));
    machine(executions, reasons);
    return List.copyOf(reasons);
  }

  /** A test that fails by chance on one machine only is often the machine's. */
  private static void machine(List<Execution> executions, List<String> reasons) {
    Map<String, Integer> bad = new HashMap<>();
    Map<String, Integer> all = new HashMap<>();
    int badWithMachine = 0;
    for (Execution execution : executions) {
      String worker = execution.worker();
      if (worker != null) {
        all.merge(worker, 1, Integer::sum);
        if (execution.isBad()) {
          bad.merge(worker, 1, Integer::sum);
          badWithMachine++;
        }
      }
    }
    if (bad.size() == 1 && all.size() > 1 && badWithMachine >= ENOUGH_FOR_A_PATTERN) {
      String worker = bad.keySet().iterator().next();
      reasons.add(
          "all of its "
              + badWithMachine
              + " failures were on "
              + worker
              + ", which ran it "
              + count(all.getOrDefault(worker, 0), "time")
              + " of "
              + executions.size());
    }
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
