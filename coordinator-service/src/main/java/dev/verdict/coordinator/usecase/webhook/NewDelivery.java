package dev.verdict.coordinator.usecase.webhook;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that was found genuine, to be kept.
 *
 * @param digest of what is proven of the content: by it and the provider a delivery is known again
 * @param again of that and the sender's id, where an equal one under another id can tell of
 *     something else; null where it cannot
 * @param deliveryId the sender's
 * @param headers without secrets
 * @param body the content, packed or not
 * @param bytes of the content
 * @param reconciled it never came in, and was asked for
 * @param traceparent of the request that brought it, where requests are traced
 */
@SuppressWarnings("ArrayRecordComponent")
public record NewDelivery(
    UUID id,
    String provider,
    byte[] digest,
    byte @Nullable [] again,
    @Nullable String deliveryId,
    String event,
    String repository,
    String source,
    Map<String, List<String>> headers,
    Map<String, String> query,
    byte[] body,
    boolean gzip,
    int bytes,
    boolean reconciled,
    @Nullable String traceparent) {
  /** Of which an equal one is always the same. */
  public NewDelivery(
      UUID id,
      String provider,
      byte[] digest,
      @Nullable String deliveryId,
      String event,
      String repository,
      String source,
      Map<String, List<String>> headers,
      Map<String, String> query,
      byte[] body,
      boolean gzip,
      int bytes,
      boolean reconciled) {
    this(
        id,
        provider,
        digest,
        null,
        deliveryId,
        event,
        repository,
        source,
        headers,
        query,
        body,
        gzip,
        bytes,
        reconciled,
        null);
  }
}
