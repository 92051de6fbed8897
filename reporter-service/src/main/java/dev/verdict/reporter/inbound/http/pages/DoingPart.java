package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.contract.TaskStatus;
import dev.verdict.reporter.domain.TestTask;
import dev.verdict.reports.write.text.Numbers;
import java.util.List;

/** What runs now and what waits, of a run that goes on. */
final class DoingPart {
  private static final int MOST = 12;

  private DoingPart() {}

  static void write(Html html, RunPage.Known known) {
    List<TestTask> running =
        known.tasks().stream().filter(task -> task.state().status() == TaskStatus.RUNNING).toList();
    List<TestTask> waiting =
        known.tasks().stream()
            .filter(
                task ->
                    task.state().verdict() == null && task.state().status() != TaskStatus.RUNNING)
            .toList();
    if (running.isEmpty() && waiting.isEmpty()) {
      return;
    }
    html.raw("<section aria-labelledby=\"h-doing\"><h2 id=\"h-doing\">Now</h2>");
    html.raw("<ul class=\"cards\">");
    running.stream().limit(MOST).forEach(task -> running(html, known, task));
    html.raw("</ul>");
    int more =
        Math.max(known.progress().running(), running.size()) - Math.min(MOST, running.size());
    if (more > 0) {
      html.raw("<p class=\"more\">… and " + Numbers.of(more, "task") + " more that run</p>");
    }
    if (!waiting.isEmpty()) {
      waiting(html, known, waiting.getFirst());
    }
    html.raw("</section>");
  }

  private static void running(Html html, RunPage.Known known, TestTask task) {
    html.raw("<li class=\"card running\">");
    Signs.spoken(html, "running");
    html.raw("<a class=\"name\"").attribute("href", Address.task(task.runId(), task.id()));
    html.raw(">").text(TasksPart.name(task), 100).raw("</a><span class=\"place\">");
    html.text(task.state().workerName(), 60).raw(" · ");
    Times.since(html, task.state().startTime(), known.now());
    Integer attempt = task.state().attempt();
    html.raw(attempt == null || attempt < 2 ? "" : " · attempt " + attempt).raw("</span></li>");
  }

  private static void waiting(Html html, RunPage.Known known, TestTask first) {
    int waiting = Math.max(1, known.progress().waiting());
    html.raw("<p class=\"more\">").text(Numbers.of(waiting, "task"));
    html.raw(waiting == 1 ? " waits. " : " wait. ");
    html.raw("<a").attribute("href", Address.task(first.runId(), first.id()) + "#why");
    html.raw(">Why?</a></p>");
  }
}
