package dev.verdict.coordinator.usecase.subscription;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was sent and what became of it; and once more, if somebody asks. */
public interface DeliveryLedger {
  /**
   * @param eventId the id of the event, and {@code webhook-id} of each try
   * @param replays how often it was asked for again
   * @param nextTryAt while it waits
   * @param tries the last of them, the oldest first
   */
  record Entry(
      UUID id,
      UUID subscriptionId,
      String eventId,
      String type,
      @Nullable UUID runId,
      String state,
      int attempts,
      int replays,
      Instant eventAt,
      Instant queuedAt,
      @Nullable Instant finishedAt,
      @Nullable Instant nextTryAt,
      List<Map<String, Object>> tries) {}

  record Filter(@Nullable String state, @Nullable UUID run) {}

  /** The newest first, after the one named. */
  Future<List<Entry>> list(UUID subscription, Filter filter, @Nullable UUID after, int most);

  Future<Optional<Entry>> find(UUID subscription, UUID delivery);

  /** False when it waits already. */
  Future<Boolean> again(UUID subscription, UUID delivery);

  /** All events of the run that the subscription wants, sent or not; how many. */
  Future<Integer> againRun(UUID subscription, UUID run);

  /** All events of a span of time; how many. */
  Future<Integer> againSpan(UUID subscription, Instant from, Instant to);

  /** More than can be asked for at once. */
  final class TooManyEvents extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooManyEvents(long found, long most) {
      super("from, to: " + found + " events in between (expected: at most " + most + ")");
    }
  }
}
