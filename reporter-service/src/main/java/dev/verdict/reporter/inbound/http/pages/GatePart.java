package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reports.model.GateResult;
import dev.verdict.reports.model.GateResult.Rule;
import dev.verdict.reports.write.GateWords;
import org.jspecify.annotations.Nullable;

/** The rules that a run was held against, a line each; folded when all is well. */
final class GatePart {
  private GatePart() {}

  static void write(Html html, @Nullable GateResult gate) {
    if (gate == null) {
      return;
    }
    html.raw("<details class=\"gate\"" + (gate.passed() ? ">" : " open>") + "<summary>");
    Signs.sign(html, gate.passed() ? "passed" : "failed");
    html.raw("<strong>Quality gate</strong> ").text(GateWords.summary(gate)).raw("</summary><ul>");
    for (Rule rule : GateWords.rules(gate)) {
      html.raw("<li>");
      Signs.sign(html, dev.verdict.reports.write.html.GatePart.mark(rule));
      html.raw("<span class=\"unseen\">" + rule.outcome().word() + ": </span><code>");
      html.text(rule.name()).raw("</code>").text(rule.explanation(), 400).raw("</li>");
    }
    html.raw("</ul></details>");
  }
}
