package dev.verdict.coordinator;

import dev.verdict.ci.webhook.WebhookDialects;
import dev.verdict.plugin.webhook.WebhookDialect;
import java.util.Map;
import java.util.TreeMap;

/** The webhooks that are known, by their provider. */
final class Dialects {
  private Dialects() {}

  static Map<String, WebhookDialect> load() {
    Map<String, WebhookDialect> dialects = new TreeMap<>();
    WebhookDialects.load().all().forEach(one -> dialects.put(one.provider(), one));
    return dialects;
  }
}
