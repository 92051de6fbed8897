package dev.verdict.ci.azure;

import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.testkit.webhook.Kind;
import dev.verdict.testkit.webhook.Senders;
import dev.verdict.testkit.webhook.WebhookKit;
import dev.verdict.testkit.webhook.WebhookSender;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
}
