package dev.verdict.testkit.webhook;

import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.WebhookDialect;
import java.util.List;
import java.util.Set;

/** What the author of a dialect says about it, for {@link WebhookKit} to hold it to. */
public abstract class WebhookSubject {
  /** As its host finds it. */
  protected abstract WebhookDialect dialect();

  /** Each way in which the CI system proves its deliveries. */
  protected abstract List<WebhookSender> senders();

  /** What it can tell. */
  protected abstract Set<Kind> tells();

  /** Whether a delivery of it has an id. */
  protected abstract boolean hasDeliveryIds();

  /**
   * Recorded deliveries, in the shapes that the CI system sends; {@link #tells()} is all in them.
   */
  protected List<RecordedWebhook> recorded() {
    return RecordedWebhook.of(getClass(), "webhooks");
  }

  /** How JSON becomes a body; override for forms. */
  protected InboundRequest withJson(InboundRequest request, byte[] json) {
    return Requests.withBody(request, json);
  }
}
