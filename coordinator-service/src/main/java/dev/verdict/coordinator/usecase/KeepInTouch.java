package dev.verdict.coordinator.usecase;

import dev.verdict.contract.api.Heartbeat;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.WorkerOrder;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A worker says what it holds; its leases are renewed, and what the two sides believe differently
 * is put right: orders that were lost on the way, cancellations that never came, attempts that are
 * not the worker's any more.
 */
public final class KeepInTouch {
  /** What the worker is told. */
  public record Answer(List<AttemptRef> stop, List<WorkerOrder.Assignment> missed, boolean drain) {}

  private final Roster roster;
  private final LeaseBoard board;
  private final Duration lease;
  private final Duration settling;
  private final Duration overtime;

  /**
   * @param settling how long an order may be on its way before it counts as missed
   * @param overtime how long past its limit an attempt may take to end
   */
  public KeepInTouch(
      Roster roster, LeaseBoard board, Duration lease, Duration settling, Duration overtime) {
    this.roster = roster;
    this.board = board;
    this.lease = lease;
    this.settling = settling;
    this.overtime = overtime;
  }

  /** Empty when the worker is not one of ours any more and has to enrol again. */
  public Future<Optional<Answer>> heartbeat(UUID workerId, Heartbeat heartbeat) {
    return roster
        .heard(workerId, heartbeat.draining())
        .compose(
            status ->
                status.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : board
                        .renew(workerId, heartbeat.attempts(), lease, overtime)
                        .compose(
                            renewed ->
                                board
                                    .held(workerId, settling)
                                    .map(
                                        held ->
                                            Optional.of(
                                                answer(
                                                    heartbeat,
                                                    renewed,
                                                    held,
                                                    status.get().equals("draining"))))));
  }

  private static Answer answer(
      Heartbeat heartbeat, List<AttemptRef> renewed, List<LeaseBoard.Held> held, boolean drain) {
    Set<AttemptRef> claimed = new HashSet<>(heartbeat.attempts());
    Set<AttemptRef> stop = new HashSet<>(claimed);
    renewed.forEach(stop::remove);
    List<WorkerOrder.Assignment> missed = new ArrayList<>();
    for (LeaseBoard.Held one : held) {
      AttemptRef attempt = one.assignment().attempt();
      if (one.runEnding()) {
        // Never begun, if it is not claimed: its lease runs out, and that is its end.
        stop.add(attempt);
      } else if (one.overdue() && !claimed.contains(attempt)) {
        missed.add(one.assignment());
      }
    }
    return new Answer(List.copyOf(stop), missed, drain);
  }
}
