package dev.verdict.reporter.usecase.gate;

import dev.verdict.reports.model.GateResult;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/**
 * How a run came out against the rules. Whoever asks in the moment between its end and the digest
 * is not left waiting: what the digest will find is found for him, and kept by the digest alone.
 */
public final class GateOfRun {
  private final GateStore store;
  private final HoldAgainstGate gate;

  public GateOfRun(GateStore store, HoldAgainstGate gate) {
    this.store = store;
    this.gate = gate;
  }

  /** Empty for a run that goes on, that is unknown, or of which not everything has come yet. */
  public Future<Optional<GateResult>> of(UUID run) {
    return store
        .find(run)
        .compose(
            found -> {
              if (found.isEmpty() || !found.get().ended()) {
                return Future.succeededFuture(Optional.empty());
              }
              Optional<GateResult> kept = found.get().result().map(GateStore.Held::result);
              return kept.isPresent() || !found.get().whole()
                  ? Future.succeededFuture(kept)
                  : gate.now(run);
            });
  }
}
