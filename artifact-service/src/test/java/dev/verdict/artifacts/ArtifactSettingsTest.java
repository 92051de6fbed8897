package dev.verdict.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.runtime.settings.SettingsProblem;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArtifactSettingsTest {
  private static SettingsReader reader(Map<String, String> environment) {
    return new SettingsReader(SettingsSource.of(environment, Optional.empty(), Map.of()));
  }

  @Test
  void hasTheDefaultsOfTheSeeds() {
    ArtifactSettings settings = ArtifactSettings.from(reader(Map.of()));

    assertThat(settings.artifacts().retention()).isEqualTo(Duration.ofDays(30));
    assertThat(settings.artifacts().bundleRetention()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.logs().compress()).isTrue();
  }

  @Test
  void isReadFromTheEnvironment() {
    SettingsReader reader =
        reader(
            Map.of(
                "VERDICT_ARTIFACT_RETENTION_DAYS", "3",
                "VERDICT_ARTIFACTS_BUNDLE_RETENTION", "2d",
                "VERDICT_ARTIFACTS_MAX_LOG_SIZE", "1MiB",
                "VERDICT_HTTP_PUBLIC_URL", "https://verdict.example.org/"));
    ArtifactSettings settings = ArtifactSettings.from(reader);
    reader.check();

    assertThat(settings.artifacts().retention()).isEqualTo(Duration.ofDays(3));
    assertThat(settings.artifacts().bundleRetention()).isEqualTo(Duration.ofDays(2));
    assertThat(settings.logs().limit()).isEqualTo(1 << 20);
    assertThat(settings.publicUrl()).isPresent();
  }

  @Test
  void tellsAllMistakesTogether() {
    SettingsReader reader =
        reader(
            Map.of(
                "VERDICT_ARTIFACT_RETENTION_DAYS", "0",
                "VERDICT_ARTIFACTS_MAX_LOG_SIZE", "0",
                "VERDICT_ARTIFACTS_SWEEP_INTERVAL", "0s"));
    ArtifactSettings.from(reader);

    assertThatThrownBy(reader::check)
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("artifact_retention_days")
        .hasMessageContaining("artifacts.max_log_size")
        .hasMessageContaining("artifacts.sweep_interval");
  }
}
