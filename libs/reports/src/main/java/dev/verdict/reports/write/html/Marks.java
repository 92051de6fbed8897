package dev.verdict.reports.write.html;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TestView;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Signs of verdicts. Colour never stands alone: each has a shape and a word. */
public final class Marks {
  /** The shapes, once in each page; strokes take the colour of the text. */
  public static final String SHAPES =
      """
      <svg class="shapes" aria-hidden="true"><defs>
      <symbol id="i-passed" viewBox="0 0 16 16"><path d="M3.5 8.5l3 3 6-7"/></symbol>
      <symbol id="i-failed" viewBox="0 0 16 16"><path d="M4.5 4.5l7 7m0-7l-7 7"/></symbol>
      <symbol id="i-error" viewBox="0 0 16 16"><path d="M8 3.5v5.5M8 12v.5"/></symbol>
      <symbol id="i-timeout" viewBox="0 0 16 16"><path d="M8 4.5V8l2.5 1.5M8 2.5a5.5 5.5 0 110 11 5.5 5.5 0 010-11z"/></symbol>
      <symbol id="i-lost" viewBox="0 0 16 16"><path d="M6 6a2 2 0 112.8 1.9C8.2 8.2 8 8.6 8 9.5M8 12v.5"/></symbol>
      <symbol id="i-cancelled" viewBox="0 0 16 16"><path d="M5 5h6v6H5z"/></symbol>
      <symbol id="i-skipped" viewBox="0 0 16 16"><path d="M4.5 8h7"/></symbol>
      <symbol id="i-pending" viewBox="0 0 16 16"><path d="M4 8h.1M8 8h.1M12 8h.1"/></symbol>
      </defs></svg>
      """;

  private Marks() {}

  public static String word(@Nullable Verdict verdict) {
    return verdict == null ? "pending" : verdict.word();
  }

  /** The sign alone, where the word stands beside it. */
  static void sign(HtmlOut html, @Nullable Verdict verdict) throws IOException {
    String word = word(verdict);
    html.raw(
        "<svg class=\"mark "
            + word
            + "\" aria-hidden=\"true\"><use href=\"#i-"
            + word
            + "\"/></svg>");
  }

  /** The sign and the word. */
  static void signed(HtmlOut html, @Nullable Verdict verdict) throws IOException {
    sign(html, verdict);
    html.raw("<span class=\"word\">" + word(verdict) + "</span>");
  }

  /** The sign, and the word for those who do not see. */
  static void spoken(HtmlOut html, @Nullable Verdict verdict) throws IOException {
    sign(html, verdict);
    html.raw("<span class=\"unseen\">" + word(verdict) + ": </span>");
  }

  static void flaky(HtmlOut html, TestView test) throws IOException {
    if (test.flaky()) {
      html.raw(" <span class=\"tag\">flaky</span>");
    }
  }
}
