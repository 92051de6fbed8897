package dev.verdict.ci.github;

import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.testkit.webhook.Kind;
import dev.verdict.testkit.webhook.Senders;
import dev.verdict.testkit.webhook.WebhookKit;
import dev.verdict.testkit.webhook.WebhookSender;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

class GitHubWebhooksTest extends WebhookKit {
  @Override
  protected WebhookDialect dialect() {
    return new GitHubWebhooks();
  }

  @Override
  protected List<WebhookSender> senders() {
    return List.of(Senders.hmac("X-Hub-Signature-256", "sha256="));
  }

  @Override
  protected Set<Kind> tells() {
    return EnumSet.allOf(Kind.class);
  }

  @Override
  protected boolean hasDeliveryIds() {
    return true;
  }
}
