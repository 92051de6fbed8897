package dev.verdict.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.ci.http.CallListener;
import dev.verdict.ci.http.Clockwork;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckedSettingsTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private List<String> faults(String provider, Map<String, String> settings) {
    ProviderHost host =
        new ProviderHost(
            vertx, CiProviders.load(), Map.of(), Clockwork.real(vertx), CallListener.NOBODY);
    return host.check(provider, settings).stream().map(SettingFault::toString).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "teamcity, url, https://bob:pa55@ci.example, https://***@ci.example",
    "azure, org_url, https://bob@dev.azure.com/acme, https://***@dev.azure.com/acme",
    "gitlab, api_url, https://bob:p@ss/w0rd@git.example, https://***@git.example",
    "jenkins, scm_api_url, https://bob:pa55@h.example, https://***@h.example"
  })
  void an_address_holds_no_credential(String provider, String name, String url, String shown) {
    assertThat(faults(provider, Map.of(name, url)))
        .filteredOn(fault -> fault.startsWith(name + ":"))
        .singleElement()
        .asString()
        .startsWith(name + ": " + shown + " (expected: ")
        .doesNotContain("bob", "pa55", "w0rd");
  }

  @Test
  void only_a_proxy_may_have_one() {
    Map<String, String> settings =
        Map.of("token", "t", "repository", "o/r", "proxy", "http://bob:pa55@proxy.example:3128");
    assertThat(faults("github", settings)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bob:pa55@proxy.example:3128, ***@proxy.example:3128",
    "socks://bob:pa55@proxy.example, socks://***@proxy.example",
    "bob:p/a@5@proxy.example, ***@proxy.example"
  })
  void what_is_no_address_is_shown_without_its_credential(String proxy, String shown) {
    Map<String, String> settings = Map.of("token", "t", "repository", "o/r", "proxy", proxy);
    assertThat(faults("github", settings))
        .containsExactly("proxy: " + shown + " (expected: an http or https URL)");
  }
}
