package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.plugin.webhook.InboundRequest;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The deliveries that wait for their effect, each of which has one, once. */
public interface DeliveryLedger {
  /**
   * Takes some that are due, in one commit: those of which nothing comes get their outcome, the
   * others are claimed. Whoever claims one has until the back-off is over; then somebody else may
   * try.
   *
   * @param most to look at
   * @param mostClaimed the rest is due as before
   */
  Future<Taken> take(int most, int mostClaimed, Duration backOff, Look look);

  /**
   * Holds the delivery, does the work, and commits effects and outcome together, or nothing.
   *
   * @return false when it had its effect already
   */
  Future<Boolean> settle(UUID id, Function<DeliveryTransaction, Future<Settlement>> work);

  /** Nothing came of an attempt; after the last it is parked as failed. */
  Future<Void> failed(UUID id, String why, boolean last);

  /** Tells deliveries of which nothing comes from others. */
  @FunctionalInterface
  interface Look {
    /** It is not known of any: all are claimed. */
    Look AT_NONE = due -> Future.succeededFuture(Map.of());

    /** The outcomes of those that have no effect. Nothing of a look is seen before the commit. */
    Future<Map<UUID, Settlement>> at(List<Due> due);
  }

  /** A small one that is tried for the first time. */
  interface Due {
    UUID id();

    String provider();

    /** As it came in, with its secrets masked. */
    InboundRequest request();
  }

  /**
   * @param more there may be others that are due
   */
  record Taken(List<Ended> ended, List<Claimed> claimed, boolean more) {}

  /** It has its outcome, and no effect. */
  record Ended(UUID id, String provider, Settlement settlement) {}

  /**
   * @param attempt counts from 1
   * @param traceparent that it came in with
   */
  record Claimed(UUID id, String provider, int attempt, @Nullable String traceparent) {}
}
