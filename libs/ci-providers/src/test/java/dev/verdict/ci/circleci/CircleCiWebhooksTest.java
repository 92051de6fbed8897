package dev.verdict.ci.circleci;

import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.testkit.webhook.Kind;
import dev.verdict.testkit.webhook.Senders;
import dev.verdict.testkit.webhook.WebhookKit;
import dev.verdict.testkit.webhook.WebhookSender;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

class CircleCiWebhooksTest extends WebhookKit {
  @Override
  protected WebhookDialect dialect() {
    return new CircleCiWebhooks();
  }

  @Override
  protected List<WebhookSender> senders() {
    return List.of(Senders.hmac("circleci-signature", "v1="));
  }

  @Override
  protected Set<Kind> tells() {
    return EnumSet.of(Kind.RUN_FINISHED, Kind.PING, Kind.IGNORED);
  }

  @Override
  protected boolean hasDeliveryIds() {
    return true;
  }
}
