package dev.verdict.coordinator.usecase.webhook;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The deliveries that wait for their effect, each of which has one, once. */
public interface DeliveryLedger {
  /**
   * Takes some that are due. Whoever takes them has until the back-off is over; then somebody else
   * may try.
   */
  Future<List<Claimed>> claim(int most, Duration backOff);

  /**
   * Holds the delivery, does the work, and commits effects and outcome together, or nothing.
   *
   * @return false when it had its effect already
   */
  Future<Boolean> settle(UUID id, Function<DeliveryTransaction, Future<Settlement>> work);

  /** Nothing came of an attempt; after the last it is parked as failed. */
  Future<Void> failed(UUID id, String why, boolean last);

  /**
   * @param attempt counts from 1
   * @param traceparent that it came in with
   */
  record Claimed(UUID id, String provider, int attempt, @Nullable String traceparent) {}
}
