package dev.verdict.coordinator;

import dev.verdict.plugin.webhook.WebhookDialect;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The webhooks that are known, by their provider; two for one are an error that names both. */
final class Dialects {
  private Dialects() {}

  static Map<String, WebhookDialect> load() {
    Map<String, WebhookDialect> dialects = new TreeMap<>();
    for (WebhookDialect dialect : ServiceLoader.load(WebhookDialect.class)) {
      WebhookDialect other = dialects.put(dialect.provider(), dialect);
      if (other != null) {
        throw new IllegalStateException(
            "webhooks of "
                + dialect.provider()
                + ": "
                + other.getClass().getName()
                + " and "
                + dialect.getClass().getName()
                + " (expected: one)");
      }
    }
    return dialects;
  }
}
