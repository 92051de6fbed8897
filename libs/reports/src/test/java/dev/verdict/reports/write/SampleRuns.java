package dev.verdict.reports.write;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.Findings;
import dev.verdict.reports.model.FirstSeen;
import dev.verdict.reports.model.GateResult;
import dev.verdict.reports.model.GateResult.Outcome;
import dev.verdict.reports.model.PerformanceMetric;
import dev.verdict.reports.model.ReportedArtifact;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.ReportedTask;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.model.TestSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs as they could be, always the same. */
public final class SampleRuns {
  public static final String RUN_ID = "0198c0de-0000-7000-8000-000000000001";
  private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
  private static final List<String> WORDS =
      List.of(
          "total", "discount", "empty cart", "rounding", "currency", "refund", "login", "expiry");

  private SampleRuns() {}

  /** Nothing matched. */
  public static RunReport empty() {
    return report(
        run(
            Verdict.LOST,
            "nothing matched, so there was nothing to run",
            Counts.NONE,
            0,
            List.of()),
        List.of(),
        TestSource.of(List.of()),
        List.of());
  }

  /** Sixty tests of five tasks, with every verdict among them. */
  public static RunReport mixed() {
    return of(IntStream.range(0, 60).mapToObj(SampleRuns::mixedTest).toList());
  }

  /** The mixed run, held against rules: one is broken, one is met, one has no answer. */
  public static RunReport gated() {
    return mixed()
        .with(
            new Findings(
                new GateResult(
                    false,
                    List.of(
                        rule("min_completeness", Outcome.PASSED, "60 of 60 planned tests"),
                        rule("max_failures", Outcome.FAILED, "10 bad (expected: <= 0)"),
                        rule("min_coverage", Outcome.UNKNOWN, "nobody recorded it"))),
                List.of(seen(6, RUN_ID, "Round half up"), seen(1, "an-older-run", null))));
  }

  /** Since when tests are bad: here, where the run is this one. */
  public static FirstSeen seen(int tests, String run, @Nullable String title) {
    boolean here = run.equals(RUN_ID);
    return new FirstSeen(
        tests,
        List.of("tests/test_part_0.py::test_rounding[3]#3"),
        run,
        here,
        here ? START : START.minusSeconds(200_000),
        here ? "0123456789abcdef0123456789abcdef01234567" : "f".repeat(40),
        here ? "ada" : null,
        title,
        here ? List.of("src/basket.py", "src/price.py") : List.of(),
        here ? 3 : 0,
        "a-good-run",
        "a".repeat(40));
  }

  public static GateResult.Rule rule(String name, Outcome outcome, String explanation) {
    return new GateResult.Rule(name, outcome, explanation);
  }

  /** All good. */
  public static RunReport green() {
    return of(IntStream.range(0, 12).mapToObj(number -> test(number, Verdict.PASSED)).toList());
  }

  /** Any number of tests, of which one in {@code badEvery} fails; made while they are read. */
  public static RunReport large(int tests, int badEvery) {
    TestSource source =
        () ->
            IntStream.range(0, tests)
                .mapToObj(
                    number ->
                        number % badEvery == 7 % badEvery
                            ? failed(number, number % 23)
                            : test(number, number % 97 == 0 ? Verdict.SKIPPED : Verdict.PASSED));
    return report(tests, source);
  }

  /** A run of these tests, with tasks and counts that fit. */
  public static RunReport of(List<TestView> tests) {
    return report(tests.size(), TestSource.of(tests));
  }

  /** The same with another end. */
  public static RunReport ended(RunReport report, Verdict verdict, String reason) {
    ReportedRun run = report.run();
    int accounted = run.completeness().accounted();
    return new RunReport(
        run(verdict, reason, run.counts(), accounted, List.of()),
        report.systemInfo(),
        report.tasks(),
        report.tests(),
        report.artifacts(),
        report.performanceMetrics(),
        report.writtenAt());
  }

  private static RunReport report(int size, TestSource source) {
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    int[] pending = {0};
    Map<UUID, Map<Verdict, Integer>> byTask = new LinkedHashMap<>();
    try (Stream<TestView> tests = source.open()) {
      tests.forEach(
          test -> {
            Verdict verdict = test.verdict();
            if (verdict == null) {
              pending[0]++;
            } else {
              verdicts.merge(verdict, 1, Integer::sum);
            }
            Map<Verdict, Integer> ofTask =
                byTask.computeIfAbsent(test.taskId(), task -> new EnumMap<>(Verdict.class));
            if (verdict != null) {
              ofTask.merge(verdict, 1, Integer::sum);
            }
          });
    }
    List<ReportedTask> tasks = new ArrayList<>();
    byTask.forEach((id, counts) -> tasks.add(task(id, tasks.size(), Counts.of(counts, 0))));
    int lost = verdicts.getOrDefault(Verdict.LOST, 0) + pending[0];
    Verdict verdict =
        pending[0] > 0 || verdicts.isEmpty()
            ? null
            : verdicts.keySet().stream().reduce(Verdict.SKIPPED, Verdict::worse);
    String reason = verdict == Verdict.PASSED ? "all tests passed" : "not every test passed";
    ReportedRun run = run(verdict, reason, Counts.of(verdicts, pending[0]), size - lost, List.of());
    return report(run, tasks, source, artifacts(tasks));
  }

  private static RunReport report(
      ReportedRun run,
      List<ReportedTask> tasks,
      TestSource tests,
      List<ReportedArtifact> artifacts) {
    return new RunReport(
        run,
        systemInfo(),
        tasks,
        tests,
        artifacts,
        List.of(
            new PerformanceMetric("average_throughput", 125.4, "items/s", null),
            new PerformanceMetric("average_latency_ms", 7.9, "ms", null)),
        START.plusSeconds(90));
  }

  private static Map<String, Object> systemInfo() {
    Map<String, Object> information = new LinkedHashMap<>();
    information.put("workers", List.of(Map.of("name", "worker-1"), Map.of("name", "worker-2")));
    information.put("verdict_version", "0.1.0");
    return information;
  }

  private static ReportedRun run(
      @Nullable Verdict verdict,
      String reason,
      Counts counts,
      int accounted,
      List<String> missing) {
    return new ReportedRun(
        RUN_ID,
        "shop: all suites",
        "shop",
        verdict == null ? TaskStatus.RUNNING : TaskStatus.of(verdict),
        verdict,
        reason,
        "ada",
        new CiContext(
            "github",
            "acme/shop",
            "8812",
            "0123456789abcdef0123456789abcdef01234567",
            "feature/cart",
            "42",
            "https://ci.example.org/acme/shop/8812"),
        START.minusSeconds(2),
        START,
        START.plusSeconds(72),
        72.4,
        counts,
        new Completeness(counts.total(), accounted, missing),
        Map.of("suite", "nightly"),
        Map.of("report", "https://verdict.example.org/runs/" + RUN_ID));
  }

  private static ReportedTask task(UUID id, int number, Counts counts) {
    Verdict verdict =
        counts.lost() > 0 ? Verdict.LOST : counts.bad() > 0 ? Verdict.FAILED : Verdict.PASSED;
    return new ReportedTask(
        id,
        "tests/test_part_" + number + ".py",
        "pytest",
        TaskStatus.of(verdict),
        verdict,
        verdict == Verdict.PASSED ? "all tests passed" : "some tests did not pass",
        null,
        1 + number % 2,
        "worker-" + (1 + number % 2),
        START.plusSeconds(5L * (number % 12)),
        9.5 + number % 12,
        verdict == Verdict.PASSED ? 0 : 1,
        List.of("tests/test_part_" + number + ".py"),
        counts);
  }

  private static List<ReportedArtifact> artifacts(List<ReportedTask> tasks) {
    List<ReportedArtifact> artifacts = new ArrayList<>();
    artifacts.add(
        artifact("Test Results JSON", "reports/test_results.json", 2355, "result", null, 0));
    artifacts.add(
        artifact("Performance Metrics CSV", "reports/performance.csv", 1536, "metrics", null, 0));
    for (ReportedTask task : tasks.subList(0, Math.min(20, tasks.size()))) {
      artifacts.add(
          artifact(
              task.name() + " log",
              "logs/" + task.id() + ".log",
              5832,
              "log",
              task.id(),
              task.attempts()));
    }
    return artifacts;
  }

  private static ReportedArtifact artifact(
      String name, String path, long size, String type, @Nullable UUID task, int attempt) {
    String url = "https://verdict.example.org/a/" + Integer.toHexString(path.hashCode());
    return new ReportedArtifact(name, path, size, type, url, task, attempt, null);
  }

  private static TestView mixedTest(int number) {
    return switch (number) {
      case 3, 17, 31 -> failed(number, 1);
      case 20 -> failed(number, 2);
      case 9 -> bad(number, Verdict.ERROR, "fixture 'db' not found", "FixtureLookupError", null);
      case 40 ->
          bad(
              number,
              Verdict.TIMEOUT,
              "it did not end within 30 s",
              null,
              "Thread 0x7f01 (most recent call first):\n  File \"cart.py\", line 9 in wait");
      case 44, 45 -> lost(number, LostReason.WORKER_LOST);
      case 46 -> lost(number, LostReason.NOT_REPORTED);
      case 50 -> bad(number, Verdict.CANCELLED, null, null, null);
      case 5, 25 -> bad(number, Verdict.SKIPPED, "needs a GPU", null, null);
      case 12 -> flaky(number);
      default -> test(number, Verdict.PASSED);
    };
  }

  private static TestView failed(int number, int kind) {
    String message =
        "assert "
            + number
            + " == "
            + (number + kind)
            + (kind % 2 == 0 ? "" : " (kind " + "x".repeat(kind) + ")");
    String detail =
        "def test_"
            + number
            + "():\n    cart = Cart(prices)\n>   assert cart.total() == "
            + (number + kind)
            + "\nE   "
            + message
            + "\n\ntests/test_part.py:"
            + number
            + ": AssertionError";
    return bad(number, Verdict.FAILED, message, "AssertionError", detail);
  }

  private static TestView flaky(int number) {
    return view(number, name(number), Verdict.PASSED, null, "connection reset", null, null, true);
  }

  private static TestView lost(int number, LostReason reason) {
    return view(number, name(number), Verdict.LOST, reason, null, null, null, false);
  }

  public static TestView bad(
      int number,
      Verdict verdict,
      @Nullable String message,
      @Nullable String type,
      @Nullable String detail) {
    return view(number, name(number), verdict, null, message, type, detail, false);
  }

  public static TestView test(int number, @Nullable Verdict verdict) {
    return view(number, name(number), verdict, null, null, null, null, false);
  }

  private static String name(int number) {
    return "test_" + WORDS.get(number % WORDS.size()).replace(' ', '_') + "[" + number + "]";
  }

  public static TestView view(
      int number,
      String name,
      @Nullable Verdict verdict,
      @Nullable LostReason lost,
      @Nullable String message,
      @Nullable String type,
      @Nullable String detail,
      boolean flaky) {
    int part = number / 12;
    double seconds = verdict == Verdict.LOST ? 0 : (number * 7919 % 1000) / 250.0;
    return new TestView(
        "tests/test_part_" + part + ".py::" + name + "#" + number,
        UUID.fromString(RUN_ID),
        new UUID(7, part),
        1 + part % 2,
        "pytest",
        "tests.test_part_" + part,
        name,
        "tests/test_part_" + part + ".py",
        verdict,
        lost,
        seconds,
        message,
        type,
        detail,
        true,
        flaky);
  }
}
