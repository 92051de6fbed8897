package dev.verdict.tests.commits;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.PlannedTest;
import dev.verdict.contract.api.Requirements;
import dev.verdict.contract.api.RetryPolicy;
import dev.verdict.contract.api.TaskConfig;
import dev.verdict.contract.api.TaskRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The parts of the run that is played again and again: one task for each thing that can happen. */
enum Part {
  PASSES(0, List.of(Verdict.PASSED), Map.of("p1", Verdict.PASSED, "p2", Verdict.PASSED)),
  IS_RETRIED(1, List.of(Verdict.FAILED, Verdict.PASSED), Map.of("r1", Verdict.PASSED)),
  FAILS(0, List.of(Verdict.FAILED), Map.of("f1", Verdict.FAILED, "f2", Verdict.PASSED)),
  IS_CANCELLED(0, List.of(Verdict.CANCELLED), Map.of("c1", Verdict.CANCELLED)),
  TIMES_OUT(0, List.of(Verdict.TIMEOUT), Map.of("t1", Verdict.PASSED, "t2", Verdict.TIMEOUT)),
  LOSES_ITS_WORKER(0, List.of(Verdict.LOST, Verdict.PASSED), Map.of("w1", Verdict.PASSED)),
  LEASE_RUNS_OUT(0, List.of(Verdict.LOST, Verdict.PASSED), Map.of("l1", Verdict.PASSED)),
  NOBODY_CAN(0, List.of(), Map.of("n1", Verdict.LOST));

  final int retries;

  /** What becomes of its attempts, in order. */
  final List<Verdict> attempts;

  /** What becomes of its tests in the end. */
  final Map<String, Verdict> tests;

  Part(int retries, List<Verdict> attempts, Map<String, Verdict> tests) {
    this.retries = retries;
    this.attempts = attempts;
    this.tests = tests;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Part of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /**
   * On which worker: one of them is started again in the middle of its attempt, one never comes.
   */
  String hardware() {
    return switch (this) {
      case LOSES_ITS_WORKER -> "restarted";
      case NOBODY_CAN -> "nobody";
      default -> "steady";
    };
  }

  TaskRequest request() {
    List<PlannedTest> planned =
        tests.keySet().stream().sorted().map(id -> new PlannedTest(id, id, (String) null)).toList();
    TaskConfig config =
        new TaskConfig(
            null, List.of("true"), null, null, null, null, List.of("*.xml"), null, Map.of());
    return new TaskRequest(
        "test",
        null,
        word(),
        null,
        null,
        null,
        config,
        new Requirements(0, 0, 0, List.of(hardware()), Map.of()),
        null,
        60,
        new RetryPolicy(retries, 2),
        planned,
        null,
        Map.of());
  }
}
