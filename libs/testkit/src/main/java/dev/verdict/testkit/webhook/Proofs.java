package dev.verdict.testkit.webhook;

import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.WebhookKeys;
import java.util.List;

/** The proof in a request, wherever it stands. */
final class Proofs {
  private Proofs() {}

  /** Something that is tried with each sender and each recorded request. */
  @FunctionalInterface
  interface Trial {
    void run(WebhookSender sender, InboundRequest request) throws Exception;
  }

  static String value(WebhookSender sender, InboundRequest request) {
    return sender.header().isEmpty()
        ? request.query().values().iterator().next()
        : request.header(sender.header()).orElseThrow();
  }

  static InboundRequest replaced(WebhookSender sender, InboundRequest request, String value) {
    return sender.header().isEmpty()
        ? Requests.withQuery(request, request.query().keySet().iterator().next(), value)
        : Requests.withHeader(request, sender.header(), value);
  }

  static WebhookKeys blank(String secret) {
    return new WebhookKeys(List.of(secret, ""), List.of());
  }
}
