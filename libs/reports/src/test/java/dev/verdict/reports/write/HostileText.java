package dev.verdict.reports.write;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.Findings;
import dev.verdict.reports.model.FirstSeen;
import dev.verdict.reports.model.GateResult;
import dev.verdict.reports.model.PerformanceMetric;
import dev.verdict.reports.model.ReportedArtifact;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.ReportedTask;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.model.TestSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Texts that would like to be more than text, and a run that has one of them everywhere. */
public final class HostileText {
  private static final List<String> KNOWN =
      List.of(
          "@acme/everyone look",
          "<script>alert(1)</script>",
          "</script><script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "\" onmouseover=\"alert(1)",
          "' onfocus='alert(1)' autofocus='",
          "&lt;b&gt; &amp; &#64; &commat;user",
          "<!-- acme-tests:suite=unit -->",
          "[//]: # (acme-tests:suite=unit)",
          "-->]]>?><![CDATA[ <?xml",
          "[click](https://evil.example/) ![x](https://evil.example/x.png)",
          "https://evil.example/ www.evil.example mail@evil.example",
          "# heading\n## another\n\n- item\n1. one\n> quote\n\n---\n***",
          "a | b | c\n|---|---|\n| 1 | 2 |",
          "`code` ``more`` ``` three ```\n```\nfence\n```\n~~~\n",
          "`````` `",
          "**bold** __bold__ *it* _it_ ~~gone~~ ||spoiler|| :tada: #12 GH-12 $`x`$ $$y$$",
          "\\`escaped\\` \\",
          "[ref]: https://evil.example/\n\n[ref]\n\n[^1]\n\n[^1]: note",
          "<details open><summary>x</summary>",
          "line\rreturn\r\nboth\u2028separator\u0085next\tand\ttab",
          "\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u001b[2J \u009b31m",
          "\u0000\u0001\u0008\u000b\u000c\u001f\u007f\ufffe\uffff",
          "\ud800 alone \udc00 \ud83d",
          "\u202e gnp.exe \u2066 hidden \u200b \ufeff \u00ad",
          "\ud83d\ude00 \u4e2d\u6587 \u05e9\u05dc\u05d5\u05dd e\u0301",
          "javascript:alert(1)",
          "data:text/html,<script>alert(1)</script>",
          "   ",
          "\n\n\n",
          "-",
          "x".repeat(5_000),
          "`".repeat(3_000),
          "<".repeat(3_000),
          "long\n".repeat(2_000));

  private HostileText() {}

  /** The known ones, and random mixtures of their pieces. */
  public static Stream<String> all() {
    Random random = new Random(20260304);
    List<String> all = new ArrayList<>(KNOWN);
    for (int number = 0; number < 60; number++) {
      StringBuilder mixture = new StringBuilder();
      for (int piece = 0; piece < 6; piece++) {
        String from = KNOWN.get(random.nextInt(KNOWN.size()));
        int begin = random.nextInt(from.length());
        mixture.append(from, begin, Math.min(from.length(), begin + 1 + random.nextInt(25)));
      }
      all.add(mixture.toString());
    }
    return all.stream();
  }

  /** The mixed run with the text in every place that tests, users or CI systems can fill. */
  public static RunReport everywhere(String text) {
    RunReport report = SampleRuns.mixed();
    List<TestView> tests;
    try (Stream<TestView> all = report.tests().open()) {
      tests = all.map(test -> with(test, text)).toList();
    }
    ReportedRun run = report.run();
    return new RunReport(
        new ReportedRun(
            text,
            text,
            text,
            run.status(),
            run.verdict(),
            text,
            text,
            new dev.verdict.contract.api.CiContext(text, text, text, text, text, text, text),
            run.createdAt(),
            run.startedAt(),
            run.finishedAt(),
            run.duration(),
            run.counts(),
            run.completeness(),
            Map.of(text, text),
            Map.of("report", text, text, text)),
        Map.of(text, text, "workers", List.of(Map.of("name", text, text, List.of(text)))),
        report.tasks().stream().map(task -> with(task, text)).toList(),
        TestSource.of(tests),
        report.artifacts().stream()
            .map(
                artifact ->
                    new ReportedArtifact(
                        text,
                        text,
                        1,
                        artifact.type().equals("log") ? "log" : text,
                        text,
                        artifact.taskId(),
                        artifact.attempt(),
                        text))
            .toList(),
        List.of(new PerformanceMetric(text, Double.NaN, text, null)),
        report.writtenAt(),
        new Findings(
            new GateResult(false, List.of(SampleRuns.rule(text, GateResult.Outcome.FAILED, text))),
            List.of(
                new FirstSeen(
                    1,
                    List.of(text),
                    text,
                    false,
                    report.writtenAt(),
                    text,
                    text,
                    text,
                    List.of(text, text),
                    1,
                    text,
                    text))));
  }

  private static TestView with(TestView test, String text) {
    boolean bad =
        test.verdict() != null && !test.verdict().isGood() && test.verdict() != Verdict.LOST;
    return new TestView(
        test.id() + text,
        test.runId(),
        test.taskId(),
        test.attempt(),
        text,
        text,
        text,
        text,
        test.verdict(),
        test.lostReason(),
        test.seconds(),
        bad ? text : null,
        bad ? text : null,
        bad ? text + "\nmore " + text : null,
        test.planned(),
        test.flaky());
  }

  private static ReportedTask with(ReportedTask task, String text) {
    return new ReportedTask(
        task.id(),
        text,
        text,
        task.status(),
        task.verdict(),
        text,
        task.lostReason(),
        task.attempts(),
        text,
        task.startedAt(),
        task.duration(),
        task.exitCode(),
        List.of(text),
        task.counts());
  }
}
