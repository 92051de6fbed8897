package dev.verdict.plugin.ci;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link CiProvider} is besides, whose CI system remembers the webhooks that it has sent: so
 * those that never arrived are found.
 */
public interface DeliveryHistory {
  /**
   * One page of what was sent, the newest first.
   *
   * @param receiver how the address of the webhook ends, such as {@code /webhooks/github}
   * @param page empty for the first; else what the page before named
   */
  Future<Page> sent(String receiver, String page);

  /** The request as it was sent, without what proves who sent it. */
  Future<Request> request(Sent sent);

  /**
   * A page.
   *
   * @param more the next one; null after the last
   */
  record Page(List<Sent> deliveries, @Nullable String more) {
    public Page {
      deliveries = List.copyOf(deliveries);
    }
  }

  /**
   * Something that was sent.
   *
   * @param key by which the same provider finds it; only it knows what it means
   * @param deliveryId as it stands in the request
   * @param at when it was sent first
   */
  record Sent(String key, String deliveryId, Instant at) {}

  /**
   * What was sent.
   *
   * @param body what it means, not always byte for byte
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Request(Map<String, List<String>> headers, byte[] body) {
    public Request {
      headers = Map.copyOf(headers);
    }
  }
}
