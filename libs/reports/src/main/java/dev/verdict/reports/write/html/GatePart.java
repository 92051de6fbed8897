package dev.verdict.reports.write.html;

import dev.verdict.contract.Verdict;
import dev.verdict.reports.model.GateResult;
import dev.verdict.reports.model.GateResult.Rule;
import dev.verdict.reports.write.GateWords;
import dev.verdict.reports.write.text.Cut;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rules that the run was held against, a line each; folded when all is well. */
public final class GatePart {
  private GatePart() {}

  static void write(HtmlOut html, @Nullable GateResult gate) throws IOException {
    if (gate == null) {
      return;
    }
    html.raw("<details class=\"gate\"" + (gate.passed() ? ">" : " open>") + "<summary>");
    Marks.sign(html, gate.passed() ? Verdict.PASSED : Verdict.FAILED);
    html.raw("<strong>Quality gate</strong> ").text(GateWords.summary(gate)).raw("</summary><ul>");
    for (Rule rule : GateWords.rules(gate)) {
      String word = mark(rule);
      html.raw("<li><svg class=\"mark " + word + "\" aria-hidden=\"true\">");
      html.raw("<use href=\"#i-" + word + "\"/></svg><span class=\"unseen\">");
      html.raw(rule.outcome().word() + ": </span><code>").text(rule.name()).raw("</code> ");
      html.text(Cut.middle(rule.explanation(), 400)).raw("</li>");
    }
    html.raw("</ul></details>\n");
  }

  /** The mark of a rule: there is one for what is well, for what is not, and for no answer. */
  public static String mark(Rule rule) {
    return switch (rule.outcome()) {
      case PASSED -> "passed";
      case FAILED -> "failed";
      case UNKNOWN -> "skipped";
    };
  }
}
