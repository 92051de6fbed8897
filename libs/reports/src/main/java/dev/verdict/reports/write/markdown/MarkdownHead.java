package dev.verdict.reports.write.markdown;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.api.Counts;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.VerdictWords;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.Numbers;
import dev.verdict.reports.write.text.SafeLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands first: the verdict, why, and where. At most about 5,000 characters. */
final class MarkdownHead {
  private static final int MOST_OF_A_WORD = 80;

  private MarkdownHead() {}

  static String of(RunReport report) {
    ReportedRun run = report.run();
    Verdict verdict = run.verdict();
    String sign = verdict == null ? "⏳" : verdict.isGood() ? "✅" : "❌";
    String status = verdict == null ? run.status().word() : verdict.word();
    StringBuilder head = new StringBuilder();
    head.append("# ").append(sign).append(' ').append(VerdictWords.title(run)).append(": ");
    head.append(MarkdownText.code(run.name(), 120)).append("\n\n");
    head.append("**Status:** ").append(status.toUpperCase(Locale.ROOT)).append(" · ");
    head.append(VerdictWords.counts(run.counts()));
    if (run.duration() != null) {
      head.append(" · ").append(Durations.words(run.duration()));
    }
    head.append('\n');
    if (run.missing() > 0) {
      head.append("\n**").append(Numbers.of(run.missing(), "planned test"));
      head.append(run.missing() == 1 ? " has" : " have").append(" no answer.**\n");
    }
    if (run.reason() != null && !run.reason().isBlank()) {
      head.append('\n').append(MarkdownText.code(run.reason(), 400)).append('\n');
    }
    head.append('\n').append(where(run)).append('\n');
    String gate = GateLines.whole(report.findings().gate());
    String since = FirstSeenLines.of(report.findings().firstSeen(), none -> Optional.empty());
    for (String more : List.of(gate, since)) {
      head.append(more.isEmpty() ? "" : "\n" + more);
    }
    return head.toString();
  }

  private static String where(ReportedRun run) {
    List<String> parts = new ArrayList<>();
    addNamed(parts, "Run", run.id());
    addNamed(parts, "project", run.project());
    CiContext ci = run.ci();
    if (ci != null) {
      addNamed(parts, "branch", ci.branch());
      addNamed(parts, "commit", VerdictWords.shortCommit(ci.commitSha()));
      addNamed(parts, "pull request", ci.prNumber());
      addLink(parts, "CI build", ci.url());
    }
    addLink(parts, "page of the run", run.links().get("page"));
    addLink(parts, "full report", run.links().get("report"));
    return String.join(" · ", parts);
  }

  private static void addNamed(List<String> parts, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      parts.add(name + " " + MarkdownText.code(value, MOST_OF_A_WORD));
    }
  }

  private static void addLink(List<String> parts, String name, @Nullable String address) {
    SafeLink.absolute(address)
        .filter(link -> link.length() <= 400)
        .ifPresent(link -> parts.add("[" + name + "](" + link + ")"));
  }

  static String counts(Counts counts) {
    return "\n## Counts\n\n" + table(counts);
  }

  static String table(Counts counts) {
    List<VerdictWords.Count> all = VerdictWords.all(counts);
    String words = all.stream().map(VerdictWords.Count::word).collect(Collectors.joining(" | "));
    String numbers =
        all.stream().map(count -> Numbers.words(count.number())).collect(Collectors.joining(" | "));
    return "| total | "
        + words
        + " |\n|"
        + " ---: |".repeat(all.size() + 1)
        + "\n| "
        + Numbers.words(counts.total())
        + " | "
        + numbers
        + " |\n";
  }
}
