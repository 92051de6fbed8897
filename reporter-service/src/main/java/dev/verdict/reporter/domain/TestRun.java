package dev.verdict.reporter.domain;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.RunEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run in history.
 *
 * @param startTime the earliest that any event names: a run that is opened again did not start
 *     later
 */
public record TestRun(
    UUID id,
    @JsonUnwrapped RunOrigin origin,
    @JsonUnwrapped RunState state,
    @Nullable Instant startTime) {

  static TestRun unknown(UUID id) {
    return new TestRun(id, RunOrigin.UNKNOWN, RunState.UNKNOWN, null);
  }

  TestRun with(RunEvent event) {
    RunOrigin newOrigin =
        event.data() instanceof EventData.RunQueued queued ? RunOrigin.of(event, queued) : origin;
    RunState told = RunState.of(event);
    RunState newState =
        told != null && told.statusSequence() > state.statusSequence() ? told : state;
    return new TestRun(id, newOrigin, newState, earlier(startTime, startNamedBy(event.data())));
  }

  /** Whether the run is final and nothing is missing between its first event and its final one. */
  boolean isComplete(SequenceSet received) {
    Long first = origin.queuedSequence();
    return state.status().isFinal()
        && first != null
        && received.containsAll(first, state.statusSequence());
  }

  private static @Nullable Instant startNamedBy(EventData data) {
    return switch (data) {
      case EventData.RunStarted started -> started.startedAt();
      case EventData.RunFinished finished -> finished.startedAt();
      default -> null;
    };
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
