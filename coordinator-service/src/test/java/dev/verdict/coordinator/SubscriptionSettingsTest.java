package dev.verdict.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscriptionSettingsTest {
  @TempDir private Path directory;

  private SettingsReader reader(String yaml) throws Exception {
    Path file = Files.writeString(directory.resolve("verdict.yaml"), yaml);
    return new SettingsReader(SettingsSource.of(Map.of(), Optional.of(file), Map.of()));
  }

  @Test
  void aSubscriptionOfTheFile() throws Exception {
    var reader =
        reader(
            """
            coordinator:
              subscriptions:
                allow: [10.0.0.0/8]
            subscriptions:
              shop:
                url: https://shop.example.com/hook
                types: [dev.cdevents.testsuiterun.*, dev.cdeventsx.verdict-task.finished.*]
                branch: main
                owner: team-shop
                headers:
                  Authorization: Bearer very-secret-value
                secrets: [whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw]
            """);
    var settings = SubscriptionSettings.from(reader);
    reader.check();
    var declared = settings.declared().get(0);
    assertThat(declared.terms().name()).isEqualTo("shop");
    assertThat(declared.terms().types()).hasSize(2);
    assertThat(declared.terms().headers())
        .containsEntry("Authorization", "Bearer very-secret-value");
    assertThat(reader.effective().toString()).doesNotContain("very-secret").doesNotContain("MfKQ9");
  }

  @Test
  void allMistakesAreToldTogether() throws Exception {
    var reader =
        reader(
            """
            coordinator:
              subscriptions:
                allow: [everything]
                keys: [short]
            subscriptions:
              shop:
                url: http://shop.example.com/hook
                owner: team-shop
                secrets: [no-secret]
              deploys:
                url: https://deploys.example.com/hook
                owner: team
                types: [dev.cdevents.typo.*]
                colour: blue
              lonely:
                owner: me
            """);
    SubscriptionSettings.from(reader);
    assertThatThrownBy(reader::check)
        .message()
        .contains("coordinator.subscriptions.allow: everything")
        .contains("coordinator.subscriptions.keys")
        .contains("subscriptions.shop.url")
        .contains("subscriptions.shop.secrets")
        .doesNotContain("no-secret")
        .contains("subscriptions.deploys.types[0]")
        .contains("subscriptions.deploys.colour")
        .contains("subscriptions.lonely.url");
  }
}
