package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.reports.write.VerdictWords;
import dev.verdict.reports.write.html.Marks;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Signs of verdicts, as in the HTML report: a colour, a shape and a word each. */
final class Signs {
  /** Those of the report, and what only a live page needs. */
  static final String SHAPES =
      Marks.SHAPES.replace(
          "</defs>",
          """
          <symbol id="i-running" viewBox="0 0 16 16"><path d="M8 2.8a5.2 5.2 0 105.2 5.2"/></symbol>
          <symbol id="i-logo" viewBox="0 0 24 24"><path d="M4.5 12.5l5 5L19.5 6.5"/></symbol>
          </defs>\
          """);

  private static final double LEAST = 6;

  private Signs() {}

  /** What a run or task is shown as. */
  static String word(@Nullable Verdict verdict, TaskStatus status) {
    return verdict != null ? verdict.word() : status == TaskStatus.RUNNING ? "running" : "pending";
  }

  static Html sign(Html html, String word) {
    return html.raw(
        "<svg class=\"mark "
            + word
            + "\" aria-hidden=\"true\"><use href=\"#i-"
            + word
            + "\"/></svg>");
  }

  /** The sign and the word. */
  static Html signed(Html html, String word) {
    return sign(html, word).raw("<span class=\"word\">" + word + "</span>");
  }

  /** The sign, and the word for those who do not see. */
  static Html spoken(Html html, String word) {
    return sign(html, word).raw("<span class=\"unseen\">" + word + ": </span>");
  }

  static String title(@Nullable Verdict verdict, TaskStatus status) {
    if (verdict == null) {
      return status == TaskStatus.RUNNING ? "Running" : "Waiting";
    }
    return switch (verdict) {
      case PASSED -> "Passed";
      case SKIPPED -> "Skipped";
      case FAILED -> "Failed";
      case ERROR -> "Error";
      case TIMEOUT -> "Timed out";
      case LOST -> "Lost tests";
      case CANCELLED -> "Cancelled";
    };
  }

  /** How the verdicts share a run; each that occurs is wide enough to be seen. */
  static Html bar(Html html, Counts counts) {
    html.raw(
        "<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" role=\"img\"");
    html.attribute("aria-label", VerdictWords.counts(counts)).raw(">");
    var seen = VerdictWords.all(counts).stream().filter(count -> count.number() > 0).toList();
    double scale = counts.total() == 0 ? 0 : (1000 - LEAST * seen.size()) / counts.total();
    double left = 0;
    for (VerdictWords.Count count : seen) {
      double width = LEAST + scale * count.number();
      html.raw(
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%.1f\" width=\"%.1f\" height=\"10\"/>",
              Marks.word(count.verdict()),
              left,
              Math.max(1, width - (left + width < 999 ? 2 : 0))));
      left += width;
    }
    return html.raw("</svg>");
  }
}
