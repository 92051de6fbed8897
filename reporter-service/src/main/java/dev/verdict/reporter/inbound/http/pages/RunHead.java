package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.contract.api.Counts;
import dev.verdict.reporter.domain.PastRun;
import dev.verdict.reporter.usecase.dashboard.Progress;
import dev.verdict.reports.write.VerdictWords;
import dev.verdict.reports.write.html.Marks;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.Numbers;
import dev.verdict.reports.write.text.SafeLink;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The verdict of a run, why, what of, and how many. */
final class RunHead {
  private RunHead() {}

  static Html write(Html html, PastRun run, Progress progress, Instant now) {
    String word = Signs.word(run.verdict(), run.status());
    html.raw("<header class=\"head " + word + "\"><div class=\"verdict\">");
    Signs.sign(html, word);
    html.raw("<div><h1>" + Signs.title(run.verdict(), run.status()) + " <span class=\"of\">");
    html.text(RunRow.name(run), 300).raw("</span></h1>");
    reason(html, run, progress);
    html.raw("</div></div>");
    facts(html, run, now);
    Counts counts = run.summary() == null ? progress.tests() : run.summary();
    if (counts.total() > 0) {
      Signs.bar(html, counts);
      tiles(html, run, counts);
    }
    incomplete(html, run);
    return html.raw("</header>");
  }

  private static void reason(Html html, PastRun run, Progress progress) {
    html.raw("<p class=\"reason\">");
    if (run.verdict() != null) {
      html.text(run.reason(), 1_000);
    } else if (progress.tasks() > 0) {
      html.text(
          progress.done()
              + " of "
              + Numbers.of(progress.tasks(), "task")
              + " done, "
              + progress.running()
              + " running, "
              + progress.waiting()
              + " waiting");
    }
    html.raw("</p>");
  }

  private static void facts(Html html, PastRun run, Instant now) {
    html.raw("<dl class=\"facts\">");
    if (run.verdict() != null && run.duration() != null) {
      fact(html, "Took", Durations.words(run.duration()));
    } else if (run.startTime() != null) {
      html.raw("<div><dt>For</dt><dd>");
      Times.since(html, run.startTime(), now).raw("</dd></div>");
    }
    html.raw("<div><dt>Submitted</dt><dd>");
    Times.ago(html, run.createdAt(), now).raw("</dd></div>");
    filtered(html, "Project", "project", run.project());
    filtered(html, "Branch", "branch", run.branch());
    filtered(html, "Commit", "commit", VerdictWords.shortCommit(run.commitSha()));
    fact(html, "Pull request", run.prNumber() == null ? null : "#" + run.prNumber());
    Optional<String> build = SafeLink.absolute(run.url());
    if (build.isPresent()) {
      html.raw("<div><dt>Build</dt><dd><a rel=\"noreferrer\"").attribute("href", build.get());
      html.raw(">").text(run.buildId() == null ? "open" : run.buildId(), 60).raw("</a></dd></div>");
    }
    fact(html, "By", run.user());
    html.raw("<div><dt>Reports</dt><dd class=\"links\">");
    for (String name : new String[] {"HTML", "JUnit XML", "JSON", "Markdown"}) {
      String partial = run.verdict() == null ? "&partial=true" : "";
      html.link(RunPage.reports(run.id()).getOrDefault(name, "/") + partial, name).raw(" ");
    }
    html.raw("</dd></div></dl>");
  }

  private static void fact(Html html, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      html.raw("<div><dt>" + name + "</dt><dd>").text(value, 120).raw("</dd></div>");
    }
  }

  private static void filtered(Html html, String name, String filter, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      html.raw("<div><dt>" + name + "</dt><dd><a");
      html.attribute("href", Address.of("/").with(filter, value).toString()).raw(">");
      html.text(value, 80).raw("</a></dd></div>");
    }
  }

  private static void tiles(Html html, PastRun run, Counts counts) {
    String all = Address.run(run.id()) + "/tests";
    html.raw("<ul class=\"tiles\" aria-label=\"Tests by verdict\"><li class=\"total\"><a");
    html.attribute("href", all).raw("><b>" + Numbers.words(counts.total()) + "</b> ");
    html.raw(counts.total() == 1 ? "test</a></li>" : "tests</a></li>");
    for (VerdictWords.Count count : VerdictWords.all(counts)) {
      String word = Marks.word(count.verdict());
      boolean link = count.number() > 0 && count.verdict() != null;
      html.raw("<li class=\"" + word + (count.number() == 0 ? " zero" : "") + "\">");
      html.raw(link ? "<a href=\"" + all + "?verdict=" + word + "\">" : "<span>");
      html.raw("<b>" + Numbers.words(count.number()) + "</b> ");
      Signs.signed(html, word).raw(link ? "</a></li>" : "</span></li>");
    }
    html.raw("</ul>");
  }

  private static void incomplete(Html html, PastRun run) {
    var completeness = run.completeness();
    if (completeness == null || completeness.missing().isEmpty()) {
      return;
    }
    html.raw("<div class=\"notice\"><p><strong>Not complete.</strong> ");
    html.text(Numbers.of(completeness.missing().size(), "planned test") + " without an answer:");
    html.raw("</p><ul>");
    completeness.missing().stream()
        .limit(10)
        .forEach(id -> html.raw("<li><code>").text(id, 200).raw("</code></li>"));
    html.raw("</ul></div>");
  }
}
