package dev.verdict.coordinator.usecase.subscription;

import io.vertx.core.Future;
import java.util.Set;
import java.util.UUID;

/** From the log of events into the queue of deliveries: each event once, for all who want it. */
public interface EventFeed {
  /**
   * @param anybody whether somebody listens at all
   * @param more whether there is more to read at once
   * @param queuedFor who has more waiting now
   * @param tooSlow whose conditions take too long
   */
  record Advance(boolean anybody, boolean more, Set<UUID> queuedFor, Set<UUID> tooSlow) {
    /** Another coordinator took it. */
    public static final Advance NONE = new Advance(true, false, Set.of(), Set.of());

    /** For nobody. */
    public static final Advance UNHEARD = new Advance(false, false, Set.of(), Set.of());
  }

  /** One step, in one transaction. One coordinator at a time; for others it is no step. */
  Future<Advance> advance();
}
