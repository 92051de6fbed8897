package dev.verdict.coordinator.usecase.webhook;

import io.vertx.core.Future;
import java.util.UUID;

/** Where deliveries are kept before they are answered. */
public interface DeliveryShelf {
  /** Done when it is durable; failed with {@link Full} when too many wait for that. */
  Future<Kept> keep(NewDelivery delivery);

  /**
   * @param id the one that it has, or that the same bytes came in under before
   */
  record Kept(UUID id, boolean before) {}

  /** Deliveries come in faster than the database takes them. */
  final class Full extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Full(int waiting) {
      super(waiting + " deliveries wait for the database", null, false, false);
    }
  }
}
