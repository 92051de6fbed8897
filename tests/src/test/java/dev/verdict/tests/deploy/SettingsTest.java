package dev.verdict.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.runtime.settings.SettingsProblem;
import dev.verdict.runtime.settings.SettingsReader;
import org.junit.jupiter.api.Test;

/** What the manifests tell the services is what the services understand. */
class SettingsTest {
  @Test
  void every_service_understands_every_setting_that_it_is_given() {
    for (Rendering rendering : Rendering.all()) {
      for (JsonNode deployment : rendering.all("Deployment")) {
        SettingsReader reader = Services.of(deployment).readAll(rendering, deployment);

        reader.check();
        assertThat(reader.warnings()).as(Rendering.id(deployment)).isEmpty();
      }
    }
  }

  @Test
  void a_value_that_is_none_is_found() {
    Rendering broken = withCoordinatorSetting("VERDICT_COORDINATOR_STOP_TIMEOUT", "soon");
    SettingsReader reader =
        Services.COORDINATOR.readAll(broken, broken.one("Deployment", "coordinator"));

    assertThatThrownBy(reader::check)
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("coordinator.stop_timeout: soon");
  }

  @Test
  void a_setting_that_nobody_knows_is_found() {
    Rendering broken = withCoordinatorSetting("VERDICT_COORDINATOR_LEASES", "30s");
    SettingsReader reader =
        Services.COORDINATOR.readAll(broken, broken.one("Deployment", "coordinator"));

    assertThat(reader.warnings()).singleElement().asString().contains("COORDINATOR_LEASES");
  }

  private static Rendering withCoordinatorSetting(String name, String value) {
    Rendering production = Rendering.of("production");
    String config =
        production
            .one("Deployment", "coordinator")
            .at("/spec/template/spec/containers/0/envFrom/3/configMapRef/name")
            .asText();
    return production.with("ConfigMap", config, "/data/" + name, value);
  }
}
