package dev.verdict.coordinator.usecase;

import dev.verdict.contract.event.RunEvent;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The events of a run as they were published, in their order. */
public interface EventLog {
  Future<List<RunEvent>> read(UUID runId, long after, int most);

  /** Empty when there is no such run. */
  Future<Optional<Standing>> standing(UUID runId);

  /** How far a run has come. */
  record Standing(long lastSequence, boolean finished) {}

  /**
   * The listener is called, on any thread, when this coordinator has published something of the
   * run. What others publish has to be looked for.
   *
   * @return ends it
   */
  Runnable onNews(UUID runId, Runnable listener);
}
