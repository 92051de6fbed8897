package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.domain.PastRun;
import dev.verdict.reporter.domain.TestTask;
import dev.verdict.reporter.usecase.dashboard.Coordinator;
import dev.verdict.reporter.usecase.dashboard.Dashboard;
import dev.verdict.reporter.usecase.dashboard.Dashboard.FileFilter;
import dev.verdict.reporter.usecase.dashboard.Dashboard.TestFilter;
import dev.verdict.reporter.usecase.dashboard.ListedFile;
import dev.verdict.reporter.usecase.dashboard.ListedTest;
import dev.verdict.reporter.usecase.dashboard.Stint;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.runtime.http.Fail;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** {@code /runs/{id}/tasks/{task}}: why it waits, its attempts, its log while it grows. */
final class TaskPage {
  private static final int MOST = 50;

  private final Dashboard dashboard;
  private final Coordinator coordinator;

  TaskPage(Dashboard dashboard, Coordinator coordinator) {
    this.dashboard = dashboard;
    this.coordinator = coordinator;
  }

  private record Known(
      PastRun run,
      TestTask task,
      Coordinator.Answer why,
      List<Stint> stints,
      List<ListedTest> tests,
      List<ListedFile> files) {}

  Future<Page> page(Asked asked) {
    UUID run = asked.id("id", "run");
    UUID id = asked.id("task", "task");
    var ofRun = dashboard.run(run);
    var task = dashboard.task(run, id);
    var why = coordinator.ask("/api/v1/tasks/" + id + "/explain", asked.credential(), asked.self());
    var stints = dashboard.stints(run, id, MOST);
    var tests = dashboard.tests(run, new TestFilter(null, null, id), null, MOST + 1);
    var files = dashboard.files(new FileFilter(run, id, null), null, MOST);
    return Future.all(ofRun, task, why, stints, tests, files)
        .map(
            all ->
                new Known(
                    ofRun.result().orElseThrow(() -> Fail.notFound("run", run)),
                    task.result().orElseThrow(() -> Fail.notFound("task", id)),
                    why.result(),
                    stints.result(),
                    tests.result(),
                    files.result()))
        .map(known -> Page.of("/", TasksPart.name(known.task()), body(asked, known)));
  }

  private static Html body(Asked asked, Known known) {
    Html html = new Html();
    TestTask task = known.task();
    String word = Signs.word(task.state().verdict(), task.state().status());
    html.raw("<p class=\"back\">")
        .link(Address.run(known.run().id()), "« " + RunRow.name(known.run()));
    html.raw("</p><header class=\"head " + word + "\"><div class=\"verdict\">");
    Signs.sign(html, word)
        .raw("<div><h1>" + Signs.title(task.state().verdict(), task.state().status()));
    html.raw(" <span class=\"of\">").text(TasksPart.name(task), 300).raw("</span></h1>");
    html.raw("<p class=\"reason\">")
        .text(task.state().reason(), 1_000)
        .raw("</p></div></div></header>");
    WhyPart.write(html, known.why(), task.state().verdict() == null);
    attempts(html, task, known.stints(), asked.now());
    int attempt = attempt(asked, known.stints());
    if (attempt > 0) {
      LogPart.write(html, task.id(), attempt);
    }
    tests(html, known);
    if (!known.files().isEmpty()) {
      FilesPart.ofRun(html, known.run(), known.files(), MOST);
    }
    return html;
  }

  private static int attempt(Asked asked, List<Stint> stints) {
    String asks = asked.query("attempt");
    if (asks != null && asks.matches("[1-9][0-9]{0,5}")) {
      return Integer.parseInt(asks);
    }
    return stints.stream().mapToInt(Stint::attempt).max().orElse(0);
  }

  private static void attempts(Html html, TestTask task, List<Stint> stints, Instant now) {
    if (stints.isEmpty()) {
      return;
    }
    html.raw("<section aria-labelledby=\"h-attempts\"><h2 id=\"h-attempts\">Attempts</h2>");
    Table.open(
        html, "Attempts", List.of("Verdict", "Attempt", "Worker", "Started", "Time#", "Why"));
    for (Stint stint : stints) {
      String word = stint.verdict() != null ? stint.verdict().word() : "running";
      html.raw("<tr><td>");
      Signs.signed(html, word).raw("</td><td>");
      html.link(
          Address.task(task.runId(), task.id()) + "?attempt=" + stint.attempt() + "#log",
          "Attempt " + stint.attempt());
      html.raw("</td><td>").text(stint.worker(), 60).raw("</td><td>");
      Times.ago(html, stint.start(), now).raw("</td><td class=\"num\">");
      if (stint.end() == null) {
        Times.since(html, stint.start(), now);
      } else {
        html.text(
            Durations.words((stint.end().toEpochMilli() - stint.start().toEpochMilli()) / 1e3));
      }
      html.raw("</td><td>").text(stint.reason(), 200).raw("</td></tr>");
    }
    Table.close(html);
    html.raw("</section>");
  }

  private static void tests(Html html, Known known) {
    if (known.tests().isEmpty()) {
      return;
    }
    html.raw("<section aria-labelledby=\"h-tests\"><h2 id=\"h-tests\">Tests</h2>");
    Table.open(html, "Tests", List.of("Verdict", "Test", "Time#"));
    known.tests().stream()
        .limit(MOST)
        .sorted(Comparator.comparing((ListedTest test) -> test.verdict().isGood()))
        .forEach(test -> RunTestsPage.row(html, test));
    Table.close(html);
    if (known.tests().size() > MOST) {
      html.raw("<p class=\"more\">The first " + MOST + ". ");
      html.link(Address.run(known.run().id()) + "/tests", "All tests of the run").raw("</p>");
    }
    html.raw("</section>");
  }
}
