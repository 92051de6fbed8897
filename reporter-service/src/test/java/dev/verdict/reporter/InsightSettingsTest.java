package dev.verdict.reporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.reporter.domain.failure.FailureDepth;
import dev.verdict.reporter.domain.gate.GateRules;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InsightSettingsTest {
  private static InsightSettings read(Map<String, String> flags) {
    SettingsReader reader =
        new SettingsReader(SettingsSource.of(Map.of(), Optional.empty(), flags));
    InsightSettings settings = InsightSettings.from(reader);
    reader.check();
    return settings;
  }

  @Test
  void nothingSaidIsTheUsual() {
    assertThat(read(Map.of())).isEqualTo(InsightSettings.USUAL);
  }

  @Test
  void rulesAreSetAndTakenAway() {
    GateRules gate =
        read(Map.of(
                "gate.max_failures", "off",
                "gate.max_new_failures", "0",
                "gate.min_pass_rate", "99.5",
                "gate.max_duration", "10m",
                "failure_analysis_depth", "comprehensive"))
            .gate();
    assertThat(gate.maxFailures()).isEmpty();
    assertThat(gate.maxNewFailures()).contains(0);
    assertThat(gate.minPassRate()).contains(99.5);
    assertThat(gate.maxDuration()).contains(Duration.ofMinutes(10));
    assertThat(read(Map.of("failure_analysis_depth", "basic")).failureDepth())
        .isEqualTo(FailureDepth.BASIC);
  }

  @Test
  void mistakesAreToldTogether() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "gate.min_pass_rate", "101",
                        "gate.max_flaky", "-1",
                        "gate.min_coverage", "much",
                        "quarantine.broken_after", "1")))
        .hasMessageContainingAll(
            "gate.min_pass_rate",
            "gate.max_flaky",
            "gate.min_coverage",
            "quarantine.broken_after",
            "a percentage from 0 to 100");
  }
}
