package dev.verdict.reports.write.html;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.ReportedTask;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.AttemptLogs;
import dev.verdict.reports.write.highlights.FailureGroup;
import dev.verdict.reports.write.highlights.FailureKind;
import dev.verdict.reports.write.highlights.Highlights;
import dev.verdict.reports.write.highlights.Some;
import dev.verdict.reports.write.highlights.TestPlace;
import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.Numbers;
import dev.verdict.reports.write.text.SafeLink;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What went wrong, each test in full and folded, as far as there is room. */
final class BadTestsPart {
  private static final long ROOM_FOR_FAILURES = 3_000_000;
  private static final long ROOM_FOR_A_LIST = 400_000;
  private static final int FEW = 5;
  private static final int SEVERAL = 8;

  private final HtmlOut html;
  private final ReportedRun run;
  private final Anchors anchors;
  private final AttemptLogs logs;
  private final List<ReportedTask> allTasks;
  private final Map<UUID, ReportedTask> tasks = new HashMap<>();

  BadTestsPart(HtmlOut html, RunReport report, Anchors anchors, AttemptLogs logs) {
    this.html = html;
    this.run = report.run();
    this.allTasks = report.tasks();
    this.anchors = anchors;
    this.logs = logs;
    report.tasks().forEach(task -> tasks.put(task.id(), task));
  }

  void write(Highlights tests) throws IOException {
    groups("failures", "Failures", tests.failureCount(), tests.failures(), ROOM_FOR_FAILURES);
    tasks(tests.notExplained(allTasks));
    groups("lost", "Lost", tests.lostCount(), tests.lost(), ROOM_FOR_A_LIST);
    list("timeouts", "Timed out", tests.timeouts());
    list("cancelled", "Cancelled", tests.cancelled());
    list("pending", "Not finished", tests.pending());
    if (tests.lostCount() == 0 && tests.pending().count() == 0) {
      missing();
    }
    list("flaky", "Flaky: failed, then passed", tests.flaky());
  }

  private void groups(String id, String title, int count, List<FailureGroup> groups, long room)
      throws IOException {
    if (count == 0) {
      return;
    }
    open(id, title, count);
    long end = html.bytes() + room;
    int told = 0;
    for (FailureGroup group : groups) {
      if (html.bytes() >= end) {
        break;
      }
      told += group.tests().count();
      boolean many = group.tests().count() > 1;
      html.raw("<article class=\"group\"><h3>");
      if (many) {
        html.raw("<span class=\"times\">" + Numbers.words(group.tests().count()) + " ×</span> ");
      }
      html.raw("<code>").text(group.title()).raw("</code></h3>\n");
      tests(group.tests(), count <= FEW, end);
      html.raw("</article>\n");
    }
    more(count - told, "tests failed in other ways");
    html.raw("</section>\n");
  }

  /** Red although none of their tests is. */
  private void tasks(List<ReportedTask> alone) throws IOException {
    if (alone.isEmpty()) {
      return;
    }
    open("alone", "Tasks that went wrong by themselves", alone.size());
    html.raw("<ul class=\"group plain\">");
    long end = html.bytes() + ROOM_FOR_A_LIST;
    int told = 0;
    for (ReportedTask task : alone) {
      if (html.bytes() >= end) {
        break;
      }
      html.raw("<li>");
      Marks.spoken(html, task.verdict());
      html.raw("<span class=\"name\">").text(Cut.middle(task.name(), 200)).raw("</span> ");
      html.text(task.reason() == null ? null : Cut.middle(task.reason(), 500));
      html.raw(
          task.exitCode() == null
              ? ""
              : " <span class=\"tag\">exit code " + task.exitCode() + "</span>");
      html.raw("</li>\n");
      told++;
    }
    html.raw("</ul>");
    more(alone.size() - told, "tasks");
    html.raw("</section>\n");
  }

  private void list(String id, String title, Some<TestView> tests) throws IOException {
    if (tests.count() > 0) {
      open(id, title, tests.count());
      html.raw("<div class=\"group\">");
      tests(tests, false, html.bytes() + ROOM_FOR_A_LIST);
      html.raw("</div></section>\n");
    }
  }

  private void tests(Some<TestView> tests, boolean open, long end) throws IOException {
    int told = 0;
    boolean folded = tests.kept().size() > SEVERAL;
    for (TestView test : tests.kept()) {
      if (html.bytes() >= end) {
        break;
      }
      if (folded && told == FEW) {
        html.raw("<details class=\"rest\"><summary>" + Numbers.words(tests.count() - told));
        html.raw(" more like these</summary>\n");
      }
      test(test, open && told == 0);
      told++;
    }
    more(tests.count() - told, "like these, in the list of all tests");
    html.raw(folded && told > FEW ? "</details>" : "");
  }

  private void test(TestView test, boolean open) throws IOException {
    html.raw("<details class=\"test\" id=\"" + anchors.next(test) + "\"" + (open ? " open" : ""));
    html.raw("><summary>");
    Marks.spoken(html, test.verdict());
    html.raw("<span class=\"name\">").text(Cut.middle(test.name(), 300)).raw("</span>");
    Marks.flaky(html, test);
    html.raw(" <span class=\"place\">").text(Cut.middle(TestPlace.of(test), 200)).raw("</span>");
    Optional<String> time = TestPlace.time(test);
    html.raw(" <span class=\"time\">").text(time.orElse("")).raw("</span></summary>\n");
    html.raw("<div class=\"inside\">");
    why(test);
    where(test);
    html.raw("</div></details>\n");
  }

  private void why(TestView test) throws IOException {
    LostReason reason = test.lostReason();
    String message = test.message();
    String detail = test.detail();
    if (reason != null && message != null) {
      html.raw("<p>").text(reason.sentence()).raw("</p>");
    }
    boolean inDetail = detail != null && message != null && detail.contains(message.strip());
    if (message != null && !inDetail) {
      html.raw("<pre class=\"message\" tabindex=\"0\">").lines(message).raw("</pre>");
    }
    if (detail != null && !detail.isBlank()) {
      html.raw("<pre tabindex=\"0\">").lines(detail.stripTrailing()).raw("</pre>");
    } else if (message == null) {
      html.raw("<p>")
          .text(test.flaky() ? "It passed in the end." : FailureKind.message(test))
          .raw("</p>");
    }
  }

  private void where(TestView test) throws IOException {
    html.raw("<p class=\"where\">");
    Optional<String> log = logs.of(test.taskId(), test.attempt()).flatMap(SafeLink::of);
    if (log.isPresent()) {
      html.raw("<a class=\"log\"").attribute("href", log.get()).raw(">Log</a> ");
    }
    ReportedTask task = tasks.get(test.taskId());
    if (task != null) {
      html.raw("<span>task ").text(Cut.middle(task.name(), 120)).raw("</span> ");
      if (task.worker() != null) {
        html.raw("<span>worker ").text(Cut.middle(task.worker(), 80)).raw("</span> ");
      }
    }
    html.raw("<span>attempt " + test.attempt() + "</span>");
    html.raw(test.planned() ? "" : " <span>not in the plan</span>");
    html.raw(" <code class=\"id\">").text(Cut.middle(test.id(), 300)).raw("</code></p>");
  }

  /** Known only by their identities. */
  private void missing() throws IOException {
    if (run.missing() == 0) {
      return;
    }
    open("missing", "Planned, and nobody accounts for", run.missing());
    html.raw("<ul class=\"group plain\">");
    List<String> known = run.completeness().missing().stream().limit(run.missing()).toList();
    for (String id : known) {
      html.raw("<li><code>").text(Cut.middle(id, 300)).raw("</code></li>");
    }
    html.raw("</ul>");
    more(run.missing() - known.size(), "missing tests");
    html.raw("</section>\n");
  }

  private void open(String id, String title, int count) throws IOException {
    html.raw(
        "<section id=\"" + id + "\" aria-labelledby=\"h-" + id + "\"><h2 id=\"h-" + id + "\">");
    html.raw(title + " <span class=\"number\">" + Numbers.words(count) + "</span></h2>\n");
  }

  private void more(int left, String what) throws IOException {
    if (left > 0) {
      html.raw("<p class=\"more\">… and " + Numbers.words(left) + " more " + what + "</p>");
    }
  }
}
