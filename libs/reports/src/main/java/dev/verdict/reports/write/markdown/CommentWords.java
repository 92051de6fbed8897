package dev.verdict.reports.write.markdown;

import dev.verdict.contract.api.CiContext;
import dev.verdict.reports.model.Baseline;
import dev.verdict.reports.model.FirstSeen;
import dev.verdict.reports.model.GateResult;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.VerdictWords;
import dev.verdict.reports.write.highlights.NewAndOld;
import dev.verdict.reports.write.markdown.CommentTemplate.Place;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.Numbers;
import dev.verdict.reports.write.text.SafeLink;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The places of a comment that hold a few words. What is not known is left out. */
final class CommentWords {
  private static final int LONGEST_LINK = 600;

  private final ReportedRun run;
  private final Baseline baseline;
  private final NewAndOld tests;
  private final @Nullable GateResult gate;
  private final List<FirstSeen> firstSeen;
  private final TestLinks links;
  private final @Nullable String page;

  CommentWords(RunReport report, Baseline baseline, NewAndOld tests, TestLinks links) {
    this.run = report.run();
    this.baseline = baseline;
    this.tests = tests;
    this.gate = report.findings().gate();
    this.firstSeen = report.findings().firstSeen();
    this.links = links;
    this.page = links.ofRun(run.id()).orElse(run.links().get("report"));
  }

  String of(Place place) {
    CiContext ci = run.ci();
    return switch (place) {
      case SIGN -> sign();
      case HEADLINE -> MarkdownText.code(run.name(), 120) + ": " + headline();
      case STATUS -> status().toUpperCase(Locale.ROOT);
      case NAME -> MarkdownText.code(run.name(), 120);
      case PROJECT -> code("", run.project());
      case COUNTS -> "**" + VerdictWords.counts(run.counts()) + "**" + missing();
      case DURATION -> run.duration() == null ? "" : "· " + Durations.words(run.duration());
      case REASON -> reason();
      case COMMIT ->
          code("· commit ", ci == null ? null : VerdictWords.shortCommit(ci.commitSha()));
      case BRANCH -> code("· branch ", ci == null ? null : ci.branch());
      case COMPARED -> compared();
      case GATE -> isWellAltogether() ? GateLines.brief(gate) : GateLines.whole(gate);
      case GATE_BRIEF -> GateLines.brief(gate);
      case FIRST_SEEN -> FirstSeenLines.of(firstSeen, links::ofRun);
      case RUN_ID -> MarkdownText.code(run.id());
      case LINKS -> (link("full report", page) + link("CI build", url(ci))).strip();
      case TABLE -> "\n### Counts\n\n" + MarkdownHead.table(run.counts());
      default -> "";
    };
  }

  private String sign() {
    return run.verdict() == null ? "⏳" : run.verdict().isGood() ? "✅" : "❌";
  }

  private String status() {
    return run.verdict() == null ? run.status().word() : run.verdict().word();
  }

  /** Whether it is the reader's: what the change has broken comes before everything. */
  private String headline() {
    int fresh = tests.freshCount();
    int old = tests.oldCount();
    if (run.verdict() == null || run.verdict().isGood() || fresh + old == 0) {
      return VerdictWords.title(run).toLowerCase(Locale.ROOT);
    }
    if (!baseline.isKnown()) {
      return Numbers.of(fresh, "failure");
    }
    return fresh == 0
        ? "nothing new, " + Numbers.words(old) + " broken before"
        : Numbers.of(fresh, "new failure");
  }

  private String missing() {
    int missing = run.missing() - run.counts().lost();
    return missing <= 0
        ? ""
        : " · **" + Numbers.of(missing, "planned test") + " without an answer**";
  }

  /** Where the tests say it all, the reason would say it once more. */
  private String reason() {
    String reason = run.reason();
    boolean told = tests.freshCount() + tests.oldCount() > 0;
    boolean good = run.verdict() != null && run.verdict().isGood();
    return reason == null || reason.isBlank() || told || good ? "" : MarkdownText.code(reason, 400);
  }

  private String compared() {
    if (tests.freshCount() + tests.oldCount() == 0) {
      return "";
    }
    return baseline.isKnown()
        ? "_New means: not broken in the last "
            + (baseline.runs() == 1 ? "run" : Numbers.words(baseline.runs()) + " runs")
            + " of_ "
            + MarkdownText.code(baseline.branch())
        : "_There is no finished run of the branch that this goes to: what is new cannot be told"
            + " from what was broken before._";
  }

  /** Then nobody asks which rules there are. */
  private boolean isWellAltogether() {
    return gate != null && gate.passed() && run.verdict() != null && run.verdict().isGood();
  }

  private static String code(String before, @Nullable String value) {
    return value == null || value.isBlank() ? "" : before + MarkdownText.code(value, 80);
  }

  private static @Nullable String url(@Nullable CiContext ci) {
    return ci == null ? null : ci.url();
  }

  private static String link(String name, @Nullable String address) {
    Optional<String> link =
        SafeLink.absolute(address).filter(found -> found.length() <= LONGEST_LINK);
    return link.map(found -> "· [" + name + "](" + found + ") ").orElse("");
  }
}
