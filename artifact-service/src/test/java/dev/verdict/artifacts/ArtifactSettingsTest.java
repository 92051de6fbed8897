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

  @Test
  void anS3StoreIsABucketAndWhatOpensIt() {
    SettingsReader reader =
        reader(
            Map.of(
                "VERDICT_ARTIFACTS_STORAGE", "s3",
                "VERDICT_ARTIFACTS_S3_BUCKET", "evidence",
                "VERDICT_ARTIFACTS_S3_ENDPOINT", "https://minio.example.org",
                "VERDICT_ARTIFACTS_S3_PREFIX", "verdict",
                "VERDICT_ARTIFACTS_S3_ACCESS_KEY", "key",
                "VERDICT_ARTIFACTS_S3_SECRET_KEY", "hidden"));
    ArtifactSettings settings = ArtifactSettings.from(reader);
    reader.check();

    assertThat(settings.s3())
        .hasValueSatisfying(
            s3 -> {
              assertThat(s3.pathStyle()).isTrue();
              assertThat(s3.prefix()).isEqualTo("verdict/");
              assertThat(s3.toString()).isEqualTo("https://minio.example.org/evidence/verdict/");
            });
    assertThat(settings.toString()).doesNotContain("hidden");
    assertThat(ArtifactSettings.from(reader(Map.of())).s3()).isEmpty();
  }

  @Test
  void anS3StoreWithoutBucketOrWithHalfAKeyIsAMistake() {
    SettingsReader reader =
        reader(Map.of("VERDICT_ARTIFACTS_STORAGE", "s3", "VERDICT_ARTIFACTS_S3_ACCESS_KEY", "key"));
    ArtifactSettings.from(reader);

    assertThatThrownBy(reader::check)
        .hasMessageContaining("artifacts.s3.bucket")
        .hasMessageContaining("artifacts.s3.secret_key");
  }

  @Test
  void providersAreReadAndAllTheirMistakesTold() {
    SettingsReader good =
        reader(
            Map.of(
                "VERDICT_PROVIDERS_GITHUB_TOKEN", "ghs_1",
                "VERDICT_PROVIDERS_GITHUB_API_URL", "https://github.example.org/api/v3"));
    ArtifactSettings settings = ArtifactSettings.from(good);
    good.check();
    assertThat(settings.providers())
        .isEqualTo(
            Map.of(
                "github",
                Map.of("token", "ghs_1", "api_url", "https://github.example.org/api/v3")));
    assertThat(good.effective().toString()).doesNotContain("ghs_1");

    SettingsReader bad =
        new SettingsReader(
            SettingsSource.of(
                Map.of("VERDICT_PROVIDERS_GITHUB_TIMEOUT", "soon"),
                Optional.empty(),
                Map.of("providers.jenkins.url", "ftp://ci", "providers.gitlab.tokn", "x")));
    ArtifactSettings.from(bad);
    assertThatThrownBy(bad::check)
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("providers.github.timeout: soon")
        .hasMessageContaining("providers.github.token")
        .hasMessageContaining("providers.jenkins.url: ftp://ci")
        .hasMessageContaining("providers.jenkins.user")
        .hasMessageContaining("did you mean providers.gitlab.token?");
  }
}
