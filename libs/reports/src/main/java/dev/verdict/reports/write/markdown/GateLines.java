package dev.verdict.reports.write.markdown;

import dev.verdict.reports.model.GateResult;
import dev.verdict.reports.model.GateResult.Rule;
import dev.verdict.reports.write.GateWords;
import org.jspecify.annotations.Nullable;

/** The quality gate in Markdown. Its explanations may quote why a run ended, so they are code. */
final class GateLines {
  private static final int LONGEST = 300;

  private GateLines() {}

  /** One line in all, or nothing where the run was held against no gate. */
  static String brief(@Nullable GateResult gate) {
    if (gate == null) {
      return "";
    }
    String words =
        gate.passed()
            ? GateWords.summary(gate)
            : "failed: " + MarkdownText.code(GateWords.failed(gate), LONGEST);
    return "**Quality gate** " + sign(gate.passed()) + " " + words;
  }

  /** One line for each rule below it. */
  static String whole(@Nullable GateResult gate) {
    if (gate == null) {
      return "";
    }
    StringBuilder lines =
        new StringBuilder("**Quality gate** ")
            .append(sign(gate.passed()))
            .append(gate.passed() ? " passed" : " failed")
            .append("\n\n");
    for (Rule rule : GateWords.rules(gate)) {
      lines.append("- ").append(sign(rule)).append(' ');
      lines.append(MarkdownText.code(rule.name())).append(' ');
      lines.append(MarkdownText.code(rule.explanation(), LONGEST)).append('\n');
    }
    return lines.toString();
  }

  private static String sign(boolean passed) {
    return passed ? "✅" : "❌";
  }

  private static String sign(Rule rule) {
    return switch (rule.outcome()) {
      case PASSED -> "✅";
      case FAILED -> "❌";
      case UNKNOWN -> "❔";
    };
  }
}
