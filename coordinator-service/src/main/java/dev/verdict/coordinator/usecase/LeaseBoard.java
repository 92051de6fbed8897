package dev.verdict.coordinator.usecase;

import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.WorkerOrder;
import dev.verdict.coordinator.domain.Matching;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Which tasks wait, which workers have room, and who holds what until when. All times are the
 * database's.
 */
public interface LeaseBoard {
  /** A worker that could take more. */
  record Room(UUID workerId, Matching.Offer offer) {}

  /** A kind of task of which some wait. */
  record Waiting(int id, Matching.Need need, boolean knownUnmatched) {}

  /**
   * A lease that has run out.
   *
   * @param overtime whether it was not renewed because the attempt was too long past its limit
   */
  record Expired(UUID taskId, int attempt, boolean overtime) {}

  /** What a worker holds by the books. */
  record Held(WorkerOrder.Assignment assignment, boolean runEnding, boolean overdue) {}

  /** Workers with room that were heard from within {@code silence}. */
  Future<List<Room>> roomy(Duration silence);

  Future<List<Waiting>> waiting();

  /** What all workers that are there have, busy or not. */
  Future<List<Matching.Offer>> offers();

  /**
   * Leases waiting tasks of these kinds to one worker, as many as it has room for, in one
   * transaction with the order that tells it so. Two callers never lease the same task.
   *
   * @param silence a worker that was not heard from for longer gets nothing
   * @return how many
   */
  Future<Integer> lease(UUID workerId, List<Waiting> kinds, Duration time, Duration silence);

  /**
   * Renews what the worker holds; what is not in the answer it holds no more.
   *
   * @param overtime after which an attempt past its limit, or of a run that ends, is not renewed
   */
  Future<List<AttemptRef>> renew(
      UUID workerId, List<AttemptRef> held, Duration time, Duration overtime);

  /**
   * What the worker should hold.
   *
   * @param settling an assignment younger than this may still be on its way
   */
  Future<List<Held>> held(UUID workerId, Duration settling);

  Future<List<Expired>> expired(Duration overtime, int most);

  Future<Void> mark(List<Integer> unmatched, List<Integer> matched);

  /** Waiting tasks that no worker could ever run for that long. */
  Future<List<UUID>> hopeless(Duration since, int most);
}
