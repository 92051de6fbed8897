package dev.verdict.ci.generic;

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

class GenericWebhooksTest extends WebhookKit {
  private static final Instant TIME = Instant.parse("2026-11-20T10:00:00Z");

  @Override
  protected WebhookDialect dialect() {
    return new GenericWebhooks(Clock.fixed(TIME, ZoneOffset.UTC));
  }

  @Override
  protected List<WebhookSender> senders() {
    return List.of(
        Senders.hmac("X-Verdict-Signature", "sha256="), Senders.standardWebhooks("d-1", TIME));
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
