package dev.verdict.ci.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.testkit.webhook.Kind;
import dev.verdict.testkit.webhook.Senders;
import dev.verdict.testkit.webhook.WebhookKit;
import dev.verdict.testkit.webhook.WebhookSender;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AzureWebhooksTest extends WebhookKit {
  @Override
  protected WebhookDialect dialect() {
    return new AzureWebhooks();
  }

  @Override
  protected List<WebhookSender> senders() {
    return List.of(Senders.basic(), Senders.basicWithUser(), Senders.secretIn("X-Verdict-Token"));
  }

  @Override
  protected Set<Kind> tells() {
    return EnumSet.complementOf(EnumSet.of(Kind.PING));
  }

  @Override
  protected boolean hasDeliveryIds() {
    return true;
  }

  /** Who has the secret of one repository must not push for another. */
  @Test
  void a_second_repository_does_not_choose_the_secret() {
    InboundRequest push =
        recorded().stream()
            .filter(each -> each.name().equals("push"))
            .findFirst()
            .orElseThrow()
            .request();
    JsonObject body = push.json().copy();
    JsonObject other = body.getJsonObject("resource").getJsonObject("repository").copy();
    body.getJsonObject("resource")
        .put("pullRequest", new JsonObject().put("repository", other.put("name", "other")));

    assertThat(dialect().repository(withJson(push, body.toBuffer().getBytes())))
        .isEqualTo("Web Shop/shop");
  }
}
