package dev.verdict.reports.write.xml;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.GateResult;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.ReportedTask;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.AttemptLogs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tests twice, because a suite tells its totals before its cases: once to count, once to
 * write.
 *
 * <p>A task, or a run, that is not good although none of its tests says so gets one case more, an
 * error that stands for it: a process that ended with code 3 behind a clean report, or a plan that
 * was empty, must not look green to a CI system that reads only this file.
 */
final class SuitesWriter {
  private final RunReport report;
  private final CaseDialect dialect;
  private final XmlOut xml;
  private final AttemptLogs logs;
  private final Map<UUID, ReportedTask> tasks = new LinkedHashMap<>();
  private final List<SuiteTotals> suites = new ArrayList<>();
  private final Set<UUID> red = new HashSet<>();
  private final Map<UUID, SuiteTotals> lastOfTask = new HashMap<>();
  private boolean gateIsTold;

  SuitesWriter(RunReport report, CaseDialect dialect, XmlOut xml) {
    this.report = report;
    this.dialect = dialect;
    this.xml = xml;
    this.logs = new AttemptLogs(report.artifacts());
    report.tasks().forEach(task -> tasks.put(task.id(), task));
  }

  void write() throws IOException {
    count();
    boolean runItself = addWhatNoTestTells();
    ReportedRun run = report.run();
    int more = runItself ? 1 : 0;
    xml.start("testsuites")
        .attribute("name", run.name())
        .attribute("tests", suites.stream().mapToInt(suite -> suite.tests).sum() + more)
        .attribute("failures", suites.stream().mapToInt(suite -> suite.failures).sum())
        .attribute("errors", suites.stream().mapToInt(suite -> suite.errors).sum() + more)
        .seconds(run.duration() == null ? 0 : run.duration());
    writeSuites();
    if (runItself) {
      writeRunItself(run);
    }
    xml.end().finish();
  }

  private void count() {
    try (Stream<TestView> tests = report.tests().open()) {
      tests.forEach(test -> suiteOf(test.taskId()).add(test));
    }
    for (UUID task : tasks.keySet()) {
      lastOfTask.computeIfAbsent(task, this::startSuite);
    }
    for (SuiteTotals suite : suites) {
      if (!suite.isGood()) {
        red.add(suite.taskId);
      }
    }
  }

  private SuiteTotals suiteOf(UUID task) {
    SuiteTotals last = suites.isEmpty() ? null : suites.getLast();
    if (last == null || !last.taskId.equals(task)) {
      last = startSuite(task);
      lastOfTask.put(task, last);
    }
    return last;
  }

  private SuiteTotals startSuite(UUID task) {
    SuiteTotals suite = new SuiteTotals(task);
    suites.add(suite);
    return suite;
  }

  /** Whether the run needs a case of its own. */
  private boolean addWhatNoTestTells() {
    boolean anyRed = !red.isEmpty();
    for (ReportedTask task : tasks.values()) {
      SuiteTotals suite = lastOfTask.get(task.id());
      if (suite != null && isBad(task.verdict()) && !red.contains(task.id())) {
        suite.addError();
        suite.standsForTask = true;
        anyRed = true;
      }
    }
    Verdict verdict = report.run().verdict();
    return !anyRed && (verdict == null || isBad(verdict));
  }

  private static boolean isBad(@Nullable Verdict verdict) {
    return verdict != null && !verdict.isGood();
  }

  private void writeSuites() throws IOException {
    try (Stream<TestView> tests = report.tests().open()) {
      Iterator<TestView> each = tests.iterator();
      for (SuiteTotals suite : suites) {
        ReportedTask task = tasks.get(suite.taskId);
        startSuite(suite, task);
        int cases = suite.standsForTask ? suite.tests - 1 : suite.tests;
        for (int number = 0; number < cases; number++) {
          if (!each.hasNext()) {
            throw new IOException("the tests changed while the report was written");
          }
          TestView test = each.next();
          dialect.write(test, ClassNames.of(test, task), xml);
        }
        if (suite.standsForTask && task != null) {
          dialect.write(StandIn.forTask(task), task.name(), xml);
        }
        xml.end();
      }
    }
  }

  private void startSuite(SuiteTotals suite, @Nullable ReportedTask task) throws IOException {
    dialect.startSuite();
    int attempt = task == null ? suite.attempt : task.attempts();
    String log = logs.of(suite.taskId, attempt).orElse(null);
    String file = suite.file();
    if (file == null && task != null && task.files().size() == 1) {
      file = task.files().getFirst();
    }
    xml.start("testsuite")
        .attribute("name", task == null ? report.run().name() : task.name())
        .attribute("tests", suite.tests)
        .attribute("failures", suite.failures)
        .attribute("errors", suite.errors)
        .attribute("skipped", suite.skipped)
        .seconds(suite.seconds)
        .attribute("timestamp", Timestamps.of(task == null ? null : task.startedAt()))
        .attribute("hostname", task == null ? null : task.worker())
        .attribute("id", suite.taskId.toString())
        .attribute("file", file)
        .attribute("log", log)
        .attribute("url", report.run().links().get("report"));
    xml.start("properties");
    property("verdict.run_id", report.run().id());
    property("verdict.task_id", suite.taskId.toString());
    property("verdict.attempt", Integer.toString(attempt));
    if (task != null) {
      property(
          "verdict.task", task.verdict() == null ? task.status().word() : task.verdict().word());
      property("verdict.reason", task.reason());
    }
    property("verdict.report", report.run().links().get("report"));
    property("verdict.log", log);
    gate();
    xml.end();
  }

  /**
   * The schema of Jenkins knows no properties of a whole file: what is said of the run stands at
   * its first suite.
   */
  private void gate() throws IOException {
    GateResult gate = report.findings().gate();
    if (gate == null || gateIsTold) {
      return;
    }
    gateIsTold = true;
    property("verdict.gate", gate.passed() ? "passed" : "failed");
    for (GateResult.Rule rule : gate.rules()) {
      property("verdict.gate." + rule.name(), rule.outcome().word() + ": " + rule.explanation());
    }
  }

  private void property(String name, @Nullable String value) throws IOException {
    if (value != null) {
      xml.start("property").attribute("name", name).attribute("value", value).endInLine();
    }
  }

  private void writeRunItself(ReportedRun run) throws IOException {
    dialect.startSuite();
    xml.start("testsuite")
        .attribute("name", run.name())
        .attribute("tests", 1)
        .attribute("failures", 0)
        .attribute("errors", 1)
        .attribute("skipped", 0)
        .seconds(0);
    xml.start("properties");
    property("verdict.run_id", run.id());
    property("verdict.report", run.links().get("report"));
    gate();
    xml.end();
    dialect.write(StandIn.forRun(run), run.name(), xml);
    xml.end();
  }
}
