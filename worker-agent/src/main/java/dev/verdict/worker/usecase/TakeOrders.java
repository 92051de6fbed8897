package dev.verdict.worker.usecase;

import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.WorkerOrder;
import dev.verdict.contract.message.WorkerOrder.Assignment;
import dev.verdict.worker.domain.Stop;
import dev.verdict.worker.usecase.HeldAttempts.Offer;
import java.util.List;

/** Does what an order says. It never blocks: whatever takes time is done by another thread. */
public final class TakeOrders {
  private final Session session;
  private final HeldAttempts held;
  private final AttemptStarter starter;
  private final Runnable drained;

  /** Runs attempts, each on a thread of its own. */
  public interface AttemptStarter {
    void run(Session session, HeldAttempts holder, Held attempt);

    void giveBack(Session session, HeldAttempts holder, Held attempt, String why);
  }

  /**
   * @param drained told when an order to drain has come
   */
  public TakeOrders(Session session, HeldAttempts held, AttemptStarter starter, Runnable drained) {
    this.session = session;
    this.held = held;
    this.starter = starter;
    this.drained = drained;
  }

  public void take(WorkerOrder order) {
    if (!order.workerId().equals(session.workerId())) {
      return;
    }
    switch (order) {
      case WorkerOrder.Assign assign -> run(assign.assignments());
      case WorkerOrder.Cancel cancel ->
          held.stop(cancel.attempt(), new Stop.Cancelled(cancel.reason()));
      case WorkerOrder.Drain drain -> drain();
    }
  }

  public void run(List<Assignment> assignments) {
    for (Assignment assignment : assignments) {
      switch (held.offer(assignment)) {
        case Offer.Taken taken -> starter.run(session, held, taken.held());
        case Offer.Surplus surplus ->
            starter.giveBack(session, held, surplus.held(), surplus.why());
        case Offer.Known known -> {}
      }
    }
  }

  /** What the coordinator does not want us to hold. */
  public void stop(List<AttemptRef> attempts) {
    attempts.forEach(
        ref -> held.stop(ref, new Stop.Cancelled("the coordinator took it back or cancelled it")));
  }

  public void drain() {
    held.drain();
    drained.run();
  }
}
