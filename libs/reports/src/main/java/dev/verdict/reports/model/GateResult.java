package dev.verdict.reports.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * What came of holding a run against the rules.
 *
 * @param passed whether no rule failed
 */
public record GateResult(boolean passed, List<Rule> rules) {

  public GateResult {
    rules = List.copyOf(rules);
  }

  /** How a rule came out. */
  public enum Outcome {
    PASSED,
    FAILED,
    /** What it asks for is not known of this run. It fails nobody, and it is said. */
    UNKNOWN;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One rule.
   *
   * @param name its key in the settings
   * @param explanation in one line: what was, and what was expected
   */
  public record Rule(String name, Outcome outcome, String explanation) {}
}
