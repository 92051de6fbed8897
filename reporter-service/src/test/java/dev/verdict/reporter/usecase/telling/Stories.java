package dev.verdict.reporter.usecase.telling;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.api.TestView;
import dev.verdict.reporter.domain.RunOrigin;
import dev.verdict.reporter.domain.RunState;
import dev.verdict.reporter.domain.TestRun;
import dev.verdict.reports.model.Baseline;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.model.TestSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs as they stand, for what is said of them. */
final class Stories {
  static final UUID RUN = new UUID(1, 1);
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private Stories() {}

  /** Ten tests, of which so many failed and so many of these were broken before. */
  static Story ended(int bad, int old) {
    Verdict verdict = bad == 0 ? Verdict.PASSED : Verdict.FAILED;
    Counts counts = new Counts(10, 10 - bad, bad, 0, 0, 0, 0, 0, 0);
    Set<String> before =
        Set.copyOf(IntStream.range(0, old).mapToObj(number -> "test " + number).toList());
    return story(TaskStatus.of(verdict), verdict, counts, new Baseline("main", 3, before), bad);
  }

  static Story running() {
    Counts counts = new Counts(10, 3, 1, 0, 0, 0, 0, 0, 6);
    return story(TaskStatus.RUNNING, null, counts, Baseline.NONE, 1);
  }

  private static Story story(
      TaskStatus status, @Nullable Verdict verdict, Counts counts, Baseline baseline, int bad) {
    RunState state = new RunState(9, status, verdict, null, counts, null, NOW, 72.0);
    ReportedRun run =
        new ReportedRun(
            RUN.toString(),
            "checks",
            null,
            status,
            verdict,
            null,
            null,
            null,
            NOW,
            NOW,
            NOW,
            verdict == null ? null : 72.0,
            counts,
            new Completeness(10, 10, List.of()),
            Map.of(),
            Map.of());
    List<TestView> tests =
        IntStream.range(0, bad).mapToObj(number -> failed("test " + number, null)).toList();
    return new Story(
        new TestRun(RUN, RunOrigin.UNKNOWN, state, NOW),
        new RunReport(run, Map.of(), List.of(), TestSource.of(tests), List.of(), List.of(), NOW),
        baseline,
        null);
  }

  static TestView failed(String name, @Nullable String detail) {
    return new TestView(
        name,
        RUN,
        new UUID(2, 2),
        1,
        null,
        null,
        name,
        "tests/test_cart.py",
        Verdict.FAILED,
        null,
        0.5,
        "assert 1 == 2",
        "AssertionError",
        detail,
        true,
        false);
  }
}
