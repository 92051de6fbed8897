package dev.verdict.worker.inbound;

import dev.verdict.runtime.http.HealthChecks;
import dev.verdict.worker.usecase.Session;
import dev.verdict.worker.usecase.WorkerState;
import io.vertx.core.Future;
import java.util.function.LongSupplier;

/** Whether the worker can work: it is enrolled, and the coordinator took its last heartbeat. */
public final class WorkerHealth {
  private WorkerHealth() {}

  public static HealthChecks of(WorkerState state, LongSupplier nanos) {
    return new HealthChecks().required("coordinator", () -> coordinator(state, nanos));
  }

  private static Future<?> coordinator(WorkerState state, LongSupplier nanos) {
    String problem = state.problem();
    if (problem != null) {
      return Future.failedFuture(problem);
    }
    if (state.isLeaving()) {
      return Future.failedFuture("the worker has left or is leaving");
    }
    Session session = state.session();
    long seconds = (nanos.getAsLong() - state.lastBeat()) / 1_000_000_000;
    return session == null || session.leaseIsOver()
        ? Future.failedFuture("the last accepted heartbeat is " + seconds + " s old")
        : Future.succeededFuture("last accepted heartbeat " + seconds + " s ago");
  }
}
