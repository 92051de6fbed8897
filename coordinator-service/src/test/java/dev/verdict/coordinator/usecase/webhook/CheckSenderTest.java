package dev.verdict.coordinator.usecase.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.plugin.webhook.Authenticity;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.plugin.webhook.WebhookKeys;
import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckSenderTest {
  /** All that it signs is genuine, whosever it is. */
  private static final class OneKeyForAll implements WebhookDialect {
    @Override
    public String provider() {
      return "one-key";
    }

    @Override
    public Authenticity check(InboundRequest request, WebhookKeys keys) {
      return new Authenticity.Genuine(0);
    }

    @Override
    public Optional<String> deliveryId(InboundRequest request) {
      return Optional.empty();
    }

    @Override
    public String event(InboundRequest request) {
      return "passed";
    }

    @Override
    public List<CiEvent> read(InboundRequest request) {
      return List.of();
    }

    @Override
    public String repository(InboundRequest request) {
      return request.header("repository").orElse("");
    }

    @Override
    public Optional<URI> publicKeySource() {
      return Optional.of(URI.create("https://keys.example"));
    }
  }

  private static Future<Void> check(Set<String> accounts, String repository) {
    InboundRequest request =
        new InboundRequest(
            Map.of("repository", List.of(repository)), Map.of(), new byte[0], new byte[0]);
    return new CheckSender(
            Map.of("one-key", new WebhookSecrets(List.of(), Map.of(), false, accounts)),
            (dialect, anew) -> Future.succeededFuture(List.of()),
            (provider, any) -> Optional.empty())
        .check(new OneKeyForAll(), request);
  }

  @Test
  void whatIsGenuineAndOfAnotherAccountIsRefusedWhereAccountsAreNamed() {
    assertThat(check(Set.of("acme"), "Acme/shop").succeeded()).isTrue();
    assertThat(check(Set.of(), "stranger/shop").succeeded()).isTrue();
    for (String repository : List.of("stranger/acme", "acme", "", "acmes/shop")) {
      assertThat(check(Set.of("acme"), repository).cause())
          .as(repository)
          .isInstanceOf(Refused.class)
          .hasMessageContaining("webhooks.one-key.accounts");
    }
  }
}
