package dev.verdict.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.coordinator.usecase.webhook.WebhookSecrets;
import dev.verdict.runtime.settings.SettingsProblem;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookSettingsTest {
  @TempDir Path directory;

  private WebhookSettings read(String yaml, Map<String, String> env) throws IOException {
    Path file = Files.writeString(directory.resolve("verdict.yaml"), yaml);
    SettingsReader reader = new SettingsReader(SettingsSource.of(env, Optional.of(file), Map.of()));
    WebhookSettings settings = WebhookSettings.from(reader, List.of("github", "gitlab"));
    reader.check();
    return settings;
  }

  @Test
  void secretsOfAProviderAndOfARepository() throws IOException {
    WebhookSettings settings =
        read(
            "webhooks:\n  github:\n    secrets: [new-secret, old-secret]\n    repositories:\n"
                + "      acme/shop.js:\n        secrets: [its-own-secret]\n",
            Map.of("VERDICT_WEBHOOKS_GITLAB_SECRETS", "one-secret,two-secret"));
    WebhookSecrets github = Objects.requireNonNull(settings.secrets().get("github"));
    WebhookSecrets gitlab = Objects.requireNonNull(settings.secrets().get("gitlab"));
    assertThat(github.forAll()).hasSize(2);
    assertThat(github.byRepository()).containsOnlyKeys("acme/shop.js");
    assertThat(gitlab.forAll()).hasSize(2);
    assertThat(gitlab.open()).isFalse();
  }

  @Test
  void triggersOfTheFile() throws IOException {
    WebhookSettings settings =
        read(
            "triggers:\n  - name: unit\n    action: start-run\n    match: {branches: [main]}\n"
                + "    run: {priority: 5, matrix: {py: [3.11, '3.12']}, cancel_superseded: true}\n",
            Map.of());
    assertThat(settings.triggers()).singleElement().extracting("name").isEqualTo("unit");
    assertThat(settings.triggers().get(0).starting().matrix())
        .containsEntry("py", List.of("3.11", "3.12"));
  }

  @Test
  void allMistakesAreTold() {
    assertThatThrownBy(
            () ->
                read(
                    "webhooks:\n  githup:\n    secrets: [x]\ntriggers:\n"
                        + "  - {name: a, action: fly}\n  - {name: b, action: cancel}\n"
                        + "  - {name: b, action: cancel}\n",
                    Map.of()))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("webhooks.githup.secrets")
        .hasMessageContaining("triggers[0].action: fly")
        .hasMessageContaining("triggers[2].name: b");
    assertThatThrownBy(() -> read("triggers:\n  - {name: a, action: cancel, wehn: x}\n", Map.of()))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("wehn");
  }
}
