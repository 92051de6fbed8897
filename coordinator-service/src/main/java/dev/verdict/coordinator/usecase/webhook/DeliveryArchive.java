package dev.verdict.coordinator.usecase.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.verdict.coordinator.usecase.RequestKey;
import dev.verdict.plugin.webhook.InboundRequest;
import io.vertx.core.Future;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The deliveries as they can be looked at, and sent through once more. */
public interface DeliveryArchive {
  /** Which to list; null means any. */
  record Filter(
      @Nullable String provider,
      @Nullable String outcome,
      @Nullable String event,
      @Nullable String repository,
      @Nullable OffsetDateTime since,
      @Nullable OffsetDateTime until,
      @Nullable String deliveryId) {}

  /** The newest first. */
  Future<List<DeliveryView>> list(@Nullable UUID before, Filter filter, int most);

  Future<Optional<Whole>> find(UUID id);

  /** The new delivery; nothing when there is none to replay, or it has no body. */
  Future<Optional<UUID>> replay(UUID id, String by, Optional<RequestKey> key);

  /** A delivery with what it said. */
  record Whole(DeliveryView view, InboundRequest request) {}

  /**
   * @param deliveryId the sender's
   * @param outcome pending until it has one
   * @param times how many refusals of this kind there were
   * @param reconciled it never came in, and was asked for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DeliveryView(
      UUID id,
      String provider,
      @Nullable String deliveryId,
      String event,
      String repository,
      String source,
      int bytes,
      OffsetDateTime receivedAt,
      String outcome,
      @Nullable String reason,
      List<Effect> effects,
      int attempts,
      @Nullable OffsetDateTime nextAttemptAt,
      @Nullable OffsetDateTime processedAt,
      @Nullable UUID replayOf,
      int times,
      boolean reconciled) {}
}
