package dev.verdict.reports.write;

import dev.verdict.reports.model.GateResult;
import dev.verdict.reports.model.GateResult.Outcome;
import dev.verdict.reports.model.GateResult.Rule;
import dev.verdict.reports.write.text.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** How the quality gate is called where people read. */
public final class GateWords {
  private GateWords() {}

  /** {@code passed, 2 rules}, or which rules failed. */
  public static String summary(GateResult gate) {
    if (gate.passed()) {
      long open = gate.rules().stream().filter(rule -> rule.outcome() == Outcome.UNKNOWN).count();
      return "passed, "
          + Numbers.of(gate.rules().size(), "rule")
          + (open == 0 ? "" : ", " + open + " of them without an answer");
    }
    return "failed: " + failed(gate);
  }

  /** The names of the rules that failed. */
  public static String failed(GateResult gate) {
    return gate.rules().stream()
        .filter(rule -> rule.outcome() == Outcome.FAILED)
        .map(Rule::name)
        .collect(Collectors.joining(", "));
  }

  /** What failed comes first, and what nobody could answer before what is well. */
  public static List<Rule> rules(GateResult gate) {
    return gate.rules().stream().sorted(Comparator.comparing(GateWords::rank)).toList();
  }

  private static int rank(Rule rule) {
    return switch (rule.outcome()) {
      case FAILED -> 0;
      case UNKNOWN -> 1;
      case PASSED -> 2;
    };
  }
}
