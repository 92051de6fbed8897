package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.reporter.domain.PastRun;
import dev.verdict.reporter.usecase.dashboard.Progress;
import dev.verdict.reports.write.VerdictWords;
import dev.verdict.reports.write.html.Marks;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.Numbers;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run in the list of runs. */
final class RunRow {
  private RunRow() {}

  static void write(Html html, PastRun run, Progress progress, Instant now) {
    String word = Signs.word(run.verdict(), run.status());
    html.raw("<li class=\"run " + word + "\">");
    Signs.spoken(html, word);
    html.raw("<div class=\"what\"><a class=\"name\"").attribute("href", Address.run(run.id()));
    html.raw(">").text(name(run), 160).raw("</a>");
    if (run.verdict() != null && !run.verdict().isGood()) {
      html.raw(" <span class=\"why\">").text(run.reason(), 200).raw("</span>");
    } else if (run.verdict() == null) {
      html.raw(" <span class=\"why\">").text(doing(progress)).raw("</span>");
    }
    html.raw("<p class=\"from\">");
    chip(html, "branch", run.branch());
    chip(html, "commit", VerdictWords.shortCommit(run.commitSha()));
    chip(html, "", run.prNumber() == null ? null : "#" + run.prNumber());
    chip(html, "project", run.project());
    chip(html, "", run.user());
    html.raw("</p></div><div class=\"counts\">");
    Counts counts = run.summary() == null ? progress.tests() : run.summary();
    Signs.bar(html, counts);
    html.raw("<p>");
    counts(html, counts);
    html.raw("</p></div><div class=\"when\">");
    Times.ago(html, run.createdAt(), now);
    html.raw("<span class=\"took\">");
    if (run.duration() != null) {
      html.text(Durations.words(run.duration()));
    } else if (run.startTime() != null) {
      Times.since(html, run.startTime(), now);
    }
    html.raw("</span></div></li>\n");
  }

  static String name(PastRun run) {
    return run.name() == null || run.name().isBlank() ? run.id().toString() : run.name();
  }

  private static String doing(Progress progress) {
    if (progress.tasks() == 0) {
      return "is being planned";
    }
    return progress.running() == 0 && progress.done() == 0
        ? Numbers.of(progress.tasks(), "task") + " wait for a worker"
        : progress.done() + " of " + Numbers.of(progress.tasks(), "task") + " done";
  }

  private static void chip(Html html, String kind, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      html.raw("<span class=\"chip " + kind + "\">").text(value, 60).raw("</span>");
    }
  }

  /** The worst first, and no more than three. */
  static void counts(Html html, Counts counts) {
    List<VerdictWords.Count> told =
        VerdictWords.all(counts).stream()
            .filter(count -> count.number() > 0 && count.verdict() != Verdict.SKIPPED)
            .limit(3)
            .toList();
    if (told.isEmpty()) {
      html.raw("no tests yet");
    }
    String joint = "";
    for (VerdictWords.Count count : told) {
      Verdict verdict = count.verdict();
      boolean bad = verdict != null && !verdict.isGood();
      html.raw(joint).raw(bad ? "<b class=\"" + Marks.word(verdict) + "\">" : "<span>");
      html.text(Numbers.words(count.number()) + " " + count.word());
      html.raw(bad ? "</b>" : "</span>");
      joint = " · ";
    }
  }
}
