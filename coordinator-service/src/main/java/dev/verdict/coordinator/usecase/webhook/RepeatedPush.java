package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import dev.verdict.plugin.webhook.WebhookDialect;
import java.util.List;

/**
 * Whether a push that says the same as one before is another one: then its branch was at another
 * commit in between, and somebody has told so. Its id alone would not do, since most senders do not
 * sign it.
 */
final class RepeatedPush {
  private RepeatedPush() {}

  /**
   * @param since what was told after it was said last, the newest first
   */
  static boolean isAnother(
      WebhookDialect dialect, InboundRequest request, List<InboundRequest> since) {
    return pushes(dialect, request).stream().anyMatch(push -> wasBack(dialect, push, since));
  }

  private static boolean wasBack(
      WebhookDialect dialect, CiEvent.Push push, List<InboundRequest> since) {
    return since.stream()
        .flatMap(each -> pushes(dialect, each).stream())
        .filter(each -> each.ref().equals(push.ref()))
        .findFirst()
        .filter(latest -> latest.after().equals(push.before()))
        .isPresent();
  }

  private static List<CiEvent.Push> pushes(WebhookDialect dialect, InboundRequest request) {
    try {
      return dialect.read(request).stream()
          .filter(CiEvent.Push.class::isInstance)
          .map(CiEvent.Push.class::cast)
          .toList();
    } catch (UnreadableWebhook unreadable) {
      return List.of();
    }
  }
}
