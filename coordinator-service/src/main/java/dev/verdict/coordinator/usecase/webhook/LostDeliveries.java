package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.plugin.ci.DeliveryHistory;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** What has to be known to find deliveries that never came. */
public interface LostDeliveries {
  /**
   * A repository whose CI system is asked.
   *
   * @param provider by whose name it is known
   */
  record Place(String provider, String repository) {}

  /** Who remembers what was sent; failed where nobody does, with what to do. */
  Future<DeliveryHistory> history(Place place);

  /**
   * Whether to ask now: of several coordinators one in an interval.
   *
   * @return from when on deliveries may be missing
   */
  Future<Optional<Instant>> claim(Place place, Duration interval);

  /** Those of these ids that came in. */
  Future<Set<String>> known(String provider, Collection<String> deliveryIds);

  /** Nothing that was sent before that is missing. */
  Future<Void> complete(Place place, Instant through);
}
