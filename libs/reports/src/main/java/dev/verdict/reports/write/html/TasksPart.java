package dev.verdict.reports.write.html;

import dev.verdict.reports.model.ReportedTask;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.Numbers;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What ran where and when. */
final class TasksPart {
  private static final long ROOM = 600_000;

  private final HtmlOut html;
  private final List<ReportedTask> tasks;
  private final double begin;
  private final double span;

  private TasksPart(HtmlOut html, List<ReportedTask> tasks) {
    this.html = html;
    this.tasks = tasks;
    begin = tasks.stream().mapToDouble(TasksPart::start).filter(Double::isFinite).min().orElse(0);
    double end =
        tasks.stream().mapToDouble(TasksPart::end).filter(Double::isFinite).max().orElse(0);
    span = Math.max(0.001, end - begin);
  }

  static void write(HtmlOut html, RunReport report) throws IOException {
    if (!report.tasks().isEmpty()) {
      new TasksPart(html, report.tasks()).write();
    }
  }

  private void write() throws IOException {
    html.raw("<section id=\"tasks\" aria-labelledby=\"h-tasks\"><h2 id=\"h-tasks\">Tasks ");
    html.raw("<span class=\"number\">" + Numbers.words(tasks.size()) + "</span></h2>\n");
    html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Tasks\">");
    html.raw("<table class=\"list tasks\"><thead><tr><th scope=\"col\">Verdict</th>");
    html.raw("<th scope=\"col\">Task</th><th scope=\"col\">Worker</th>");
    html.raw(
        "<th scope=\"col\" class=\"num\">Tests</th><th scope=\"col\" class=\"num\">Attempts</th>");
    html.raw("<th scope=\"col\" class=\"num\">Exit</th><th scope=\"col\" class=\"num\">Time</th>");
    html.raw("<th scope=\"col\">When</th></tr></thead><tbody>\n");
    long end = html.bytes() + ROOM;
    int told = 0;
    for (ReportedTask task : tasks) {
      if (html.bytes() >= end) {
        break;
      }
      row(task);
      told++;
    }
    html.raw("</tbody></table></div>");
    if (told < tasks.size()) {
      html.raw("<p class=\"more\">… and " + Numbers.words(tasks.size() - told) + " more tasks</p>");
    }
    html.raw("</section>\n");
  }

  private void row(ReportedTask task) throws IOException {
    html.raw("<tr><td>");
    Marks.signed(html, task.verdict());
    html.raw("</td><td><span class=\"name\">").text(Cut.middle(task.name(), 200)).raw("</span>");
    if (task.reason() != null && !task.reason().isBlank()) {
      html.raw(" <span class=\"place\">").text(Cut.middle(task.reason(), 300)).raw("</span>");
    }
    html.raw("</td><td>").text(task.worker() == null ? "–" : Cut.middle(task.worker(), 60));
    html.raw("</td><td class=\"num\">" + Numbers.words(task.counts().total()));
    html.raw("</td><td class=\"num\">" + task.attempts() + "</td><td class=\"num\">");
    html.raw(task.exitCode() == null ? "–" : task.exitCode().toString());
    html.raw("</td><td class=\"num\">");
    html.text(task.duration() == null ? "–" : Durations.words(task.duration()));
    html.raw("</td><td>");
    when(task);
    html.raw("</td></tr>\n");
  }

  private void when(ReportedTask task) throws IOException {
    double start = start(task);
    if (!Double.isFinite(start) || !Double.isFinite(end(task))) {
      html.raw("–");
      return;
    }
    double width = Math.max(1, 100 * (end(task) - start) / span);
    double left = Math.min(100 - width, 100 * (start - begin) / span);
    html.raw("<svg class=\"when " + Marks.word(task.verdict()) + "\" viewBox=\"0 0 100 6\"");
    html.raw(" preserveAspectRatio=\"none\" role=\"img\"");
    html.attribute("aria-label", "began " + Durations.words(start - begin) + " after the first");
    html.raw(
        String.format(
            Locale.ROOT, "><rect x=\"%.1f\" width=\"%.1f\" height=\"6\"/></svg>", left, width));
  }

  private static double start(ReportedTask task) {
    return task.startedAt() == null ? Double.NaN : task.startedAt().toEpochMilli() / 1000.0;
  }

  private static double end(ReportedTask task) {
    Double duration = task.duration();
    return start(task)
        + (duration == null || !Double.isFinite(duration) ? 0 : Math.max(0, duration));
  }
}
