package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.plugin.ci.DeliveryHistory;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has to be known to find deliveries that never came. */
public interface LostDeliveries {
  /**
   * A repository whose CI system is asked.
   *
   * @param provider by whose name it is known
   */
  record Place(String provider, String repository) {}

  /**
   * What has to be looked at.
   *
   * @param from when on deliveries may be missing
   * @param page of the sender with which to go on; empty: the newest
   * @param until when it is looked at by those who began with it; null: nobody has begun
   */
  record Window(Instant from, String page, @Nullable Instant until) {}

  /** Who remembers what was sent; failed where nobody does, with what to do. */
  Future<DeliveryHistory> history(Place place);

  /**
   * Whether to ask now: of several coordinators one in an interval.
   *
   * @return where to look
   */
  Future<Optional<Window>> claim(Place place, Duration interval);

  /** Those of these ids that came in. */
  Future<Set<String>> known(String provider, Collection<String> deliveryIds);

  /** Nothing that was sent before that is missing. */
  Future<Void> complete(Place place, Instant through);

  /**
   * Older ones are still to be looked at, by whoever is the next; without a page from the start.
   */
  Future<Void> goOn(Place place, String page, @Nullable Instant until);

  /** Who has told one of these since then. */
  Future<List<Known>> told(String provider, Collection<String> keys, Instant since);

  /**
   * Something that a delivery told.
   *
   * @param at when what ended ended; null where that was not told
   */
  record Known(String key, @Nullable Instant at, @Nullable String deliveryId) {}

  /**
   * When the latest delivery came of which nobody kept what it told, since nobody was asked then;
   * never before {@code from}.
   */
  Future<Instant> untoldUntil(String provider, Instant from);

  /** One could not be had: for how many times now. */
  Future<Integer> failed(Place place, String deliveryId);

  /** Nobody tries to have it any more: it is known from now on, and people see why. */
  Future<Void> giveUp(Place place, DeliveryHistory.Sent sent, String why);
}
