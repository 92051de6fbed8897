package dev.verdict.coordinator.usecase;

import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.message.RunArtifacts;
import io.vertx.core.Future;

/**
 * The artifact service tells where the files of a finished run are. It becomes a public event of
 * the run, one for each of its ends, however often it is told.
 */
public final class TakeArtifacts {
  /** What became of the message. */
  public enum Outcome {
    TAKEN,
    /** It had been told before. */
    REPEATED,
    /** There is no such run any more. */
    UNKNOWN
  }

  private final RunLedger ledger;

  public TakeArtifacts(RunLedger ledger) {
    this.ledger = ledger;
  }

  public Future<Outcome> take(RunArtifacts told) {
    return ledger
        .inRun(
            told.runId(),
            run -> run.noteArtifacts(told.finish()).map(isNew -> published(run, told, isNew)))
        .recover(
            failure ->
                failure instanceof UnknownRun
                    ? Future.succeededFuture(Outcome.UNKNOWN)
                    : Future.failedFuture(failure));
  }

  private static Outcome published(RunTransaction run, RunArtifacts told, boolean isNew) {
    if (!isNew) {
      return Outcome.REPEATED;
    }
    run.publish(
        EventType.ARTIFACTS_RESOLVED,
        told.runId().toString(),
        new EventData.ArtifactsResolved(
            told.finish(), told.resolvedAt(), told.complete(), told.links(), told.sources()));
    return Outcome.TAKEN;
  }
}
