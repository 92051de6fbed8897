package dev.verdict.coordinator.usecase.webhook;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that was found genuine, to be kept.
 *
 * @param digest of the content: by it and the provider a delivery is known again
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
    @Nullable String traceparent) {}
