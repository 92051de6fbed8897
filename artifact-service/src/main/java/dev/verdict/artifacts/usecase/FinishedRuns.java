package dev.verdict.artifacts.usecase;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Ends of runs whose files somebody is to be told of. */
public interface FinishedRuns {
  /**
   * An end of a run.
   *
   * @param finish the sequence of the event that told of it
   */
  record End(UUID runId, long finish) {}

  /** One that waits. */
  record Waiting(End end, Instant heardAt, OpenLogs logs) {}

  /**
   * The logs of the run that are not sealed yet.
   *
   * @param revision another one each time that a piece of one of them was kept
   * @param sealing all of one of them is there
   */
  record OpenLogs(boolean any, long revision, boolean sealing) {}

  /** What is known already stays as it is. */
  Future<Void> remember(Collection<End> ends, Instant now);

  /** Those that are due; nobody else gets them until then. */
  Future<List<Waiting>> take(Instant now, Instant until, int most);

  Future<Void> later(End end, Instant due);

  Future<Void> told(End end, Instant now);

  Future<Integer> forget(Instant toldBefore, int most);
}
