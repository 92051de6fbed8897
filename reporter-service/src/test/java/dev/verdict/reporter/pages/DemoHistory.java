package dev.verdict.reporter.pages;

import dev.verdict.contract.Verdict;
import dev.verdict.reporter.RunningReporter;
import java.time.Duration;
import java.time.Instant;

/**
 * Days of a team: small runs on branches, two large ones of 5,000 tests of which the second has new
 * failures, old ones, flaky and lost tests, one that runs now, and one that waits.
 */
final class DemoHistory {
  final DemoRun before;
  final DemoRun large;
  final DemoRun running;
  final DemoRun waiting;
  final DemoRun hostile;

  DemoHistory(RunningReporter reporter, Instant now) {
    String[] branches = {"main", "main", "feature/vouchers", "main", "fix/rounding"};
    for (int at = 26; at >= 1; at--) {
      int nth = at;
      DemoRun small =
          new DemoRun(
              at % 4 == 0 ? "nightly" : "pull request",
              branches[at % branches.length],
              now.minus(Duration.ofMinutes(at * 97L + 300)),
              4 + at % 7,
              20);
      small.begin();
      small.execute(
          0,
          small.tasks.size(),
          test ->
              test == 7 && nth % 3 == 0 || test == 31 && nth < 5
                  ? Verdict.FAILED
                  : test % 33 == 5 ? Verdict.SKIPPED : Verdict.PASSED);
      reporter.publish(small.finish().news());
    }
    before = large(now.minus(Duration.ofHours(4)), false);
    reporter.publish(before.news());
    large = large(now.minus(Duration.ofMinutes(48)), true);
    reporter.publish(large.news());
    hostile =
        new DemoRun(
            "<script>alert(1)</script> @everyone \u202egnp.exe",
            "\"><img src=x onerror=alert(2)>",
            now.minus(Duration.ofMinutes(30)),
            1,
            3);
    reporter.publish(hostile.begin().execute(0, 1, test -> Verdict.FAILED).finish().news());
    running = new DemoRun("pull request", "feature/vouchers", now.minusSeconds(44), 24, 20);
    running.begin().execute(0, 11, test -> test == 31 ? Verdict.FAILED : Verdict.PASSED);
    for (int task = 11; task < 16; task++) {
      running.half(task, test -> Verdict.PASSED, 7);
    }
    reporter.publish(running.news());
    waiting = new DemoRun("gpu models", "main", now.minusSeconds(8), 3, 40);
    reporter.publish(waiting.news());
  }

  private static DemoRun large(Instant start, boolean broken) {
    DemoRun run = new DemoRun("nightly", "main", start, 50, 100);
    run.begin();
    DemoRun.Fate fate =
        test -> {
          if (test % 700 == 13) {
            return Verdict.FAILED;
          }
          if (broken && (test % 450 == 77 || test == 2_345)) {
            return test % 900 == 77 ? Verdict.ERROR : Verdict.FAILED;
          }
          if (broken && test / 100 == 31 && test % 100 > 79) {
            return Verdict.LOST;
          }
          return test % 61 == 3 ? Verdict.SKIPPED : Verdict.PASSED;
        };
    run.execute(0, 40, fate);
    run.twice(40, test -> test % 25 == 4 ? Verdict.FAILED : fate.of(test), fate);
    run.execute(41, 50, fate);
    return run.finish();
  }
}
