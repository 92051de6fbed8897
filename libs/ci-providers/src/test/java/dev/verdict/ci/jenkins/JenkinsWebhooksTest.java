package dev.verdict.ci.jenkins;

import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.testkit.webhook.Kind;
import dev.verdict.testkit.webhook.Senders;
import dev.verdict.testkit.webhook.WebhookKit;
import dev.verdict.testkit.webhook.WebhookSender;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

class JenkinsWebhooksTest extends WebhookKit {
  @Override
  protected WebhookDialect dialect() {
    return new JenkinsWebhooks();
  }

  @Override
  protected List<WebhookSender> senders() {
    return List.of(
        Senders.secretInAddress("token"), Senders.basic(), Senders.secretIn("X-Verdict-Token"));
  }

  @Override
  protected Set<Kind> tells() {
    return EnumSet.of(Kind.RUN_QUEUED, Kind.RUN_STARTED, Kind.RUN_FINISHED, Kind.IGNORED);
  }

  @Override
  protected boolean hasDeliveryIds() {
    return false;
  }
}
