package dev.verdict.ci.gitlab;

import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.testkit.webhook.Kind;
import dev.verdict.testkit.webhook.Senders;
import dev.verdict.testkit.webhook.WebhookKit;
import dev.verdict.testkit.webhook.WebhookSender;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

class GitLabWebhooksTest extends WebhookKit {
  private static final Instant TIME = Instant.parse("2026-11-20T10:00:00Z");

  @Override
  protected WebhookDialect dialect() {
    return new GitLabWebhooks(Clock.fixed(TIME, ZoneOffset.UTC));
  }

  @Override
  protected List<WebhookSender> senders() {
    return List.of(Senders.secretIn("X-Gitlab-Token"), Senders.standardWebhooks("f5e5f430", TIME));
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
