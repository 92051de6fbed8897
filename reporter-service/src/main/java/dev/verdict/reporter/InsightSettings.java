package dev.verdict.reporter;

import dev.verdict.reporter.domain.failure.FailureDepth;
import dev.verdict.reporter.domain.gate.GateRules;
import dev.verdict.runtime.settings.SettingsReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the reporter makes of runs that have ended.
 *
 * @param baseBranches what the branch is called that others are compared with, the likeliest first
 * @param failureAnalysis whether failures are sorted at all
 * @param failureDepth how much of them is told when nobody says
 * @param trends whether figures are followed over the runs
 * @param brokenAfter failing runs on end after which a quarantined test is broken
 * @param stableAfter passing runs on end after which it is taken back; 0 for never
 */
public record InsightSettings(
    List<String> baseBranches,
    boolean failureAnalysis,
    FailureDepth failureDepth,
    boolean trends,
    int brokenAfter,
    int stableAfter,
    GateRules gate) {
  private static final int BROKEN_AFTER = 5;
  private static final int STABLE_AFTER = 20;
  private static final int MOST = 10_000_000;
  private static final List<String> BASE_BRANCHES = List.of("main", "master", "trunk", "develop");

  public static final InsightSettings USUAL =
      new InsightSettings(
          BASE_BRANCHES,
          true,
          FailureDepth.DETAILED,
          true,
          BROKEN_AFTER,
          STABLE_AFTER,
          GateRules.USUAL);

  public static InsightSettings from(SettingsReader reader) {
    return new InsightSettings(
        reader.list("history.base_branches", BASE_BRANCHES),
        reader.flag("enable_failure_analysis", true),
        FailureDepth.of(
            reader.oneOf(
                "failure_analysis_depth", "detailed", "basic", "detailed", "comprehensive")),
        reader.flag("track_performance_trends", true),
        reader.number("quarantine.broken_after", BROKEN_AFTER, 2, 200),
        reader.number("quarantine.stable_after", STABLE_AFTER, 0, 200),
        gate(reader));
  }

  private static GateRules gate(SettingsReader reader) {
    GateRules usual = GateRules.USUAL;
    return new GateRules(
        percent(reader, "gate.min_pass_rate", usual.minPassRate()),
        count(reader, "gate.max_failures", usual.maxFailures()),
        count(reader, "gate.max_new_failures", usual.maxNewFailures()),
        count(reader, "gate.max_flaky", usual.maxFlaky()),
        duration(reader),
        percent(reader, "gate.min_coverage", usual.minCoverage()),
        percent(reader, "gate.min_completeness", usual.minCompleteness()),
        count(reader, "gate.max_missing_tests", usual.maxMissingTests()));
  }

  private static Optional<Duration> duration(SettingsReader reader) {
    Duration most = reader.duration("gate.max_duration", Duration.ZERO);
    return most.isZero() ? Optional.empty() : Optional.of(most);
  }

  /** {@code off} takes a rule away that there is by default. */
  private static Optional<Integer> count(
      SettingsReader reader, String key, Optional<Integer> usual) {
    return number(
            reader,
            key,
            "a whole number from 0 on, or off",
            usual.map(Integer::doubleValue),
            MOST,
            0)
        .map(Double::intValue);
  }

  private static Optional<Double> percent(
      SettingsReader reader, String key, Optional<Double> usual) {
    return number(reader, key, "a percentage from 0 to 100 as in 99.5, or off", usual, 100, 2);
  }

  private static Optional<Double> number(
      SettingsReader reader,
      String key,
      String expected,
      Optional<Double> usual,
      double most,
      int decimals) {
    String pattern = decimals == 0 ? "\\d{1,8}" : "\\d{1,3}(\\.\\d{1,4})?";
    Optional<String> text = reader.text(key).optional();
    if (text.isEmpty()) {
      return usual;
    }
    String word = text.get().strip();
    if (word.equals("off")) {
      return Optional.empty();
    }
    if (!word.matches(pattern) || Double.parseDouble(word) > most) {
      reader.mistake(key, word, expected);
      return usual;
    }
    return Optional.of(Double.parseDouble(word));
  }
}
