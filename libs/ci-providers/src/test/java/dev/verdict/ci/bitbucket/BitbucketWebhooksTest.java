package dev.verdict.ci.bitbucket;

import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.testkit.webhook.Kind;
import dev.verdict.testkit.webhook.Senders;
import dev.verdict.testkit.webhook.WebhookKit;
import dev.verdict.testkit.webhook.WebhookSender;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

class BitbucketWebhooksTest extends WebhookKit {
  @Override
  protected WebhookDialect dialect() {
    return new BitbucketWebhooks();
  }

  @Override
  protected List<WebhookSender> senders() {
    return List.of(Senders.hmac("X-Hub-Signature", "sha256="));
  }

  @Override
  protected Set<Kind> tells() {
    return EnumSet.complementOf(EnumSet.of(Kind.RUN_QUEUED));
  }

  @Override
  protected boolean hasDeliveryIds() {
    return true;
  }
}
