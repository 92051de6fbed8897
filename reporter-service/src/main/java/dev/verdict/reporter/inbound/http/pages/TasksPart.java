package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.contract.api.Counts;
import dev.verdict.reporter.domain.PastRun;
import dev.verdict.reporter.domain.TestTask;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.Numbers;
import java.time.Instant;
import java.util.List;

/** The tasks of a run as a table. */
final class TasksPart {
  private static final int FIRST = 20;
  private static final int ROOM = 40_000;

  private TasksPart() {}

  static String name(TestTask task) {
    String name = task.plan().name();
    return name == null || name.isBlank() ? task.id().toString() : name;
  }

  static void write(Html html, PastRun run, List<TestTask> oneMore, int most, Instant now) {
    if (oneMore.isEmpty()) {
      return;
    }
    int all = run.tasks() == null ? oneMore.size() : run.tasks();
    html.raw(
        "<section aria-labelledby=\"h-tasks\"><h2 id=\"h-tasks\">Tasks <span class=\"number\">");
    html.raw(Numbers.words(all) + "</span></h2>");
    List<TestTask> tasks = oneMore.subList(0, Math.min(most, oneMore.size()));
    int first = Math.min(FIRST, tasks.size());
    int shown = table(html, "Tasks", tasks.subList(0, first), now);
    if (shown < tasks.size()) {
      html.raw("<details class=\"rest\" id=\"more-tasks\"><summary>").text("The other ");
      html.text(Numbers.words(tasks.size() - shown)).raw("</summary>");
      shown += table(html, "The other tasks", tasks.subList(first, tasks.size()), now);
      html.raw("</details>");
    }
    if (shown < all) {
      html.raw("<p class=\"more\">The first " + Numbers.words(shown) + " of " + Numbers.words(all));
      html.raw(": what went wrong, then what runs, then the rest.</p>");
    }
    html.raw("</section>");
  }

  /** How many were written. */
  private static int table(Html html, String label, List<TestTask> tasks, Instant now) {
    Table.open(html, label, List.of("Verdict", "Task", "Worker", "Tests#", "Time#"));
    int shown = 0;
    for (TestTask task : tasks) {
      if (html.length() > ROOM) {
        break;
      }
      row(html, task, now);
      shown++;
    }
    Table.close(html);
    return shown;
  }

  private static void row(Html html, TestTask task, Instant now) {
    var state = task.state();
    String word = Signs.word(state.verdict(), state.status());
    html.raw("<tr><td>");
    Signs.signed(html, word);
    html.raw("</td><td><a class=\"name\"").attribute("href", Address.task(task.runId(), task.id()));
    html.raw(">").text(name(task), 160).raw("</a>");
    if (state.verdict() != null && !state.verdict().isGood()) {
      html.raw("<span class=\"place\">").text(state.reason(), 200).raw("</span>");
    }
    html.raw("</td><td>").text(state.workerName(), 40);
    Integer attempt = state.attempt();
    if (attempt != null && attempt > 1) {
      html.raw(" <span class=\"tag\">attempt " + attempt + "</span>");
    }
    html.raw("</td><td class=\"num\">");
    Counts counts = state.result();
    Integer planned = task.plan().planned();
    html.text(
        counts != null && state.verdict() != null
            ? Numbers.words(counts.total())
            : planned == null || planned == 0 ? "–" : Numbers.words(planned));
    html.raw("</td><td class=\"num\">");
    if (state.duration() != null && state.verdict() != null) {
      html.text(Durations.words(state.duration()));
    } else if (word.equals("running")) {
      Times.since(html, state.startTime(), now);
    } else {
      html.raw("–");
    }
    html.raw("</td></tr>");
  }
}
