package dev.verdict.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.contract.api.Requirements;
import dev.verdict.runtime.settings.SettingsProblem;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerSettingsTest {
  @Test
  void little_has_to_be_said() {
    WorkerSettings settings = read(Map.of("VERDICT_WORKER_ENROLL_KEY", "key"));
    assertThat(settings.coordinator()).hasToString("http://localhost:8080");
    assertThat(settings.artifacts()).isEqualTo(settings.coordinator());
    assertThat(settings.drain()).isEqualTo(Duration.ofSeconds(20));
    assertThat(settings.limits().log()).isEqualTo(20L << 20);
    assertThat(settings.effectiveSlots()).isPositive();
    assertThat(settings.toString()).doesNotContain("key]").contains("***");
  }

  @Test
  void what_is_said_is_over_what_is_detected() {
    WorkerSettings settings =
        read(
            Map.of(
                "VERDICT_WORKER_ENROLL_KEY", "key",
                "VERDICT_WORKER_CPU", "4",
                "VERDICT_WORKER_GPU_MEMORY", "8000",
                "VERDICT_WORKER_HARDWARE", "cuda,fpga",
                "VERDICT_WORKER_LABELS", "zone=a,os=special"));
    Requirements detected =
        new Requirements(2, 1000, 16_000, List.of("cuda"), Map.of("os", "linux", "arch", "amd64"));
    assertThat(settings.offers().over(detected))
        .isEqualTo(
            new Requirements(
                4,
                1000,
                8000,
                List.of("cuda", "fpga"),
                Map.of("os", "special", "arch", "amd64", "zone", "a")));
  }

  @Test
  void all_mistakes_come_together_and_no_secret_with_them() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "VERDICT_WORKER_SLOTS", "-1",
                        "VERDICT_WORKER_LABELS", "broken",
                        "VERDICT_WORKER_GIT_CREDENTIALS", "only-a-token",
                        "VERDICT_WORKER_DRAIN", "soon")))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("worker.slots")
        .hasMessageContaining("worker.labels")
        .hasMessageContaining("worker.git_credentials")
        .hasMessageContaining("worker.drain")
        .hasMessageContaining("worker.enroll_key")
        .hasMessageNotContaining("only-a-token");
  }

  private static WorkerSettings read(Map<String, String> env) {
    SettingsReader reader = new SettingsReader(SettingsSource.of(env, Optional.empty(), Map.of()));
    WorkerSettings settings = WorkerSettings.from(reader);
    reader.check();
    return settings;
  }
}
