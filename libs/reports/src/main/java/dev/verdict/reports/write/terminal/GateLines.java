package dev.verdict.reports.write.terminal;

import dev.verdict.contract.Verdict;
import dev.verdict.reports.model.GateResult;
import dev.verdict.reports.model.GateResult.Outcome;
import dev.verdict.reports.model.GateResult.Rule;
import dev.verdict.reports.write.GateWords;
import org.jspecify.annotations.Nullable;

/** The quality gate: one line when it is passed, and one more for each rule that is not. */
final class GateLines {
  private GateLines() {}

  static void write(Pen pen, @Nullable GateResult gate) {
    if (gate == null) {
      return;
    }
    Verdict verdict = gate.passed() ? Verdict.PASSED : Verdict.FAILED;
    String sign = pen.ink(pen.sign(verdict), Pen.ink(verdict));
    pen.line(sign + " Quality gate " + pen.foreign(GateWords.summary(gate), 15));
    for (Rule rule : GateWords.rules(gate)) {
      if (rule.outcome() != Outcome.PASSED) {
        pen.line("    " + pen.foreign(rule.name() + ": " + rule.explanation(), 4));
      }
    }
  }
}
