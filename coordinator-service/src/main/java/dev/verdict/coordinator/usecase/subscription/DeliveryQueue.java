package dev.verdict.coordinator.usecase.subscription;

import dev.verdict.coordinator.domain.subscription.Answer;
import dev.verdict.coordinator.domain.subscription.NextStep;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries that wait. Whoever serves a subscription has leased it, in database time, so that its
 * runs stay in order; what he did counts only while he still holds it.
 */
public interface DeliveryQueue {
  /**
   * @param failures of its receiver in a row
   */
  record Leased(UUID subscription, int failures) {}

  /**
   * One to send.
   *
   * @param tries that it has behind it
   * @param body null when the event is not kept any more
   */
  record Waiting(UUID id, UUID stream, String eventId, int tries, @Nullable Buffer body) {}

  /** The next of one stream, in order. */
  record Page(UUID stream, List<Waiting> deliveries) {}

  /** What is to be sent now, and to whom; no target when nothing is. */
  record Due(Subscriptions.@Nullable Target target, List<Page> pages) {}

  record Tried(Waiting delivery, Answer answer, NextStep next) {}

  /**
   * @param failingFor since nothing has arrived
   */
  record Recorded(Duration failingFor) {}

  /** Somebody else serves the subscription by now. */
  final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LeaseLost(UUID subscription) {
      super("subscription " + subscription + ": the lease is lost");
    }
  }

  /** Subscriptions with something due that nobody serves; those that waited longest first. */
  Future<List<Leased>> lease(UUID owner, Duration lease, int most);

  /** Those that are still his. */
  Future<Set<UUID>> renew(UUID owner, Duration lease, Collection<UUID> subscriptions);

  Future<Void> release(UUID owner, UUID subscription);

  /** Of the streams that are due and not busy. */
  Future<Due> due(UUID subscription, Collection<UUID> busy, int streams);

  /** Keeps what came of tries; failed with {@link LeaseLost} when it does not count any more. */
  Future<Recorded> record(UUID owner, UUID subscription, List<Tried> tried);
}
