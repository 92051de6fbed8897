package dev.verdict.plugin.ci;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link CiProvider} is besides, whose CI system can be asked for what it must have sent: so
 * webhooks that never arrived are found. Some remember the webhooks themselves; of others it is
 * told from their runs, in the form in which they send ({@link
 * CiProviderFactory#retellsDeliveries()}).
 */
public interface DeliveryHistory {
  /**
   * One page of what was sent, or must have been.
   *
   * @param page empty for the first; else what the page before named
   */
  Future<Page> sent(Question question, String page);

  /** The request as it was sent, without what proves who sent it. */
  Future<Request> request(Sent sent);

  /**
   * What is asked for.
   *
   * @param repository as the events of the provider name it
   * @param receiver how the address of the webhook ends, such as {@code /webhooks/github}
   * @param since nothing that happened before is needed; it may be told all the same
   */
  record Question(String repository, String receiver, Instant since) {}

  /**
   * A page.
   *
   * @param more the next one; null after the last that can hold something new enough
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
   * @param deliveryId as it stands in the request; what is told from a run has a name of its own
   * @param at when it was sent first, or what it tells happened
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
