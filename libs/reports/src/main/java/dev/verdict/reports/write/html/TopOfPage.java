package dev.verdict.reports.write.html;

import dev.verdict.contract.api.CiContext;
import dev.verdict.reports.model.Findings;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.VerdictWords;
import dev.verdict.reports.write.highlights.Highlights;
import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.Numbers;
import dev.verdict.reports.write.text.SafeLink;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The verdict, why, what of, and how many. */
final class TopOfPage {
  private TopOfPage() {}

  static void write(HtmlOut html, RunReport report, Highlights tests) throws IOException {
    head(html, report.run());
    if (!report.findings().equals(Findings.NONE)) {
      html.raw("<div class=\"findings\">");
      GatePart.write(html, report.findings().gate());
      SincePart.write(html, report.findings().firstSeen());
      html.raw("</div>\n");
    }
    jumps(html, report, tests);
    html.raw("</header>\n");
  }

  /** Without the list of parts; the header stays open. */
  static void head(HtmlOut html, ReportedRun run) throws IOException {
    html.raw("<header class=\"top\">\n<div class=\"verdict\">");
    Marks.sign(html, run.verdict());
    html.raw("<div><h1>" + VerdictWords.title(run) + " <span class=\"of\">");
    html.text(Cut.middle(run.name(), 300)).raw("</span></h1>\n");
    if (run.reason() != null && !run.reason().isBlank()) {
      html.raw("<p class=\"reason\">").text(Cut.middle(run.reason(), 1_000)).raw("</p>\n");
    }
    html.raw("</div></div>\n");
    facts(html, run);
    bar(html, run);
    tiles(html, run);
    if (run.missing() > 0) {
      html.raw("<p class=\"notice\"><strong>Not complete.</strong> ");
      html.text(
          Numbers.words(run.missing())
              + " of "
              + Numbers.of(run.completeness().planned(), "planned test"));
      html.raw(run.missing() == 1 ? " has no answer.</p>\n" : " have no answer.</p>\n");
    }
  }

  private static void facts(HtmlOut html, ReportedRun run) throws IOException {
    html.raw("<dl class=\"facts\">");
    if (run.duration() != null) {
      fact(html, "Took", Durations.words(run.duration()));
    }
    Instant start = run.startedAt() == null ? run.createdAt() : run.startedAt();
    fact(
        html,
        "Started",
        start.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC"));
    fact(html, "Project", run.project());
    CiContext ci = run.ci();
    if (ci != null) {
      fact(html, "Branch", ci.branch());
      fact(html, "Commit", VerdictWords.shortCommit(ci.commitSha()));
      fact(html, "Pull request", ci.prNumber());
      link(html, "Build", Optional.ofNullable(ci.buildId()).orElse("open"), ci.url());
    }
    fact(html, "By", run.user());
    String page = run.links().get("page");
    link(html, "Live", "open the run", page == null ? run.links().get("report") : page);
    html.raw("</dl>\n");
  }

  private static void fact(HtmlOut html, String name, @Nullable String value) throws IOException {
    if (value != null && !value.isBlank()) {
      html.raw("<div><dt>" + name + "</dt><dd>").text(Cut.middle(value, 120)).raw("</dd></div>");
    }
  }

  private static void link(HtmlOut html, String name, String words, @Nullable String address)
      throws IOException {
    Optional<String> link = SafeLink.absolute(address);
    if (link.isPresent()) {
      html.raw("<div><dt>" + name + "</dt><dd><a").attribute("href", link.get()).raw(">");
      html.text(Cut.middle(words, 60)).raw("</a></dd></div>");
    }
  }

  /** How the verdicts share the run; each that occurs is wide enough to be seen. */
  private static void bar(HtmlOut html, ReportedRun run) throws IOException {
    if (run.counts().total() == 0) {
      return;
    }
    html.raw(
        "<svg class=\"bar\" viewBox=\"0 0 1000 12\" preserveAspectRatio=\"none\" role=\"img\"");
    html.attribute("aria-label", VerdictWords.counts(run.counts())).raw(">");
    double least = 8;
    double seen =
        VerdictWords.all(run.counts()).stream().filter(count -> count.number() > 0).count();
    double scale = (1000 - least * seen) / run.counts().total();
    double left = 0;
    for (VerdictWords.Count count : VerdictWords.all(run.counts())) {
      if (count.number() > 0) {
        double width = least + scale * count.number();
        html.raw(
            String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" width=\"%.1f\" height=\"12\"/>",
                Marks.word(count.verdict()),
                left,
                width - (left + width < 999 ? 2 : 0)));
        left += width;
      }
    }
    html.raw("</svg>\n");
  }

  private static void tiles(HtmlOut html, ReportedRun run) throws IOException {
    html.raw("<ul class=\"tiles\" aria-label=\"Tests by verdict\">");
    html.raw("<li class=\"total\"><b>" + Numbers.words(run.counts().total()) + "</b> ");
    html.raw(run.counts().total() == 1 ? "test</li>" : "tests</li>");
    for (VerdictWords.Count count : VerdictWords.all(run.counts())) {
      String zero = count.number() == 0 ? " zero" : "";
      html.raw("<li class=\"" + Marks.word(count.verdict()) + zero + "\">");
      html.raw("<b>" + Numbers.words(count.number()) + "</b> ");
      Marks.signed(html, count.verdict());
      html.raw("</li>");
    }
    html.raw("</ul>\n");
  }

  private static void jumps(HtmlOut html, RunReport report, Highlights tests) throws IOException {
    html.raw("<nav aria-label=\"Parts of this report\"><ul>");
    jump(html, "failures", "Failures", tests.failureCount());
    jump(html, "alone", "Broken tasks", tests.notExplained(report.tasks()).size());
    jump(html, "lost", "Lost", tests.lostCount());
    jump(html, "timeouts", "Timed out", tests.timeouts().count());
    jump(html, "cancelled", "Cancelled", tests.cancelled().count());
    jump(html, "pending", "Not finished", tests.pending().count());
    jump(html, "flaky", "Flaky", tests.flaky().count());
    jump(html, "tests", "All tests", report.run().counts().total());
    jump(html, "slowest", "Slowest", tests.slowest().size());
    jump(html, "tasks", "Tasks", report.tasks().size());
    jump(html, "artifacts", "Artifacts", report.artifacts().size());
    html.raw("</ul></nav>\n");
  }

  private static void jump(HtmlOut html, String id, String title, int count) throws IOException {
    if (count > 0) {
      html.raw("<li><a href=\"#" + id + "\">" + title);
      html.raw(" <span class=\"number\">" + Numbers.words(count) + "</span></a></li>");
    }
  }
}
