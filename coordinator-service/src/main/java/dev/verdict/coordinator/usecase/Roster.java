package dev.verdict.coordinator.usecase;

import dev.verdict.contract.api.Enrolment;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The workers that are there. Whatever changes a worker's fate also tells it on the topic of
 * workers, in the same transaction.
 */
public interface Roster {
  /** A new worker; one of the same name is gone from now on, and what it held is free at once. */
  Future<UUID> enrol(Enrolment enrolment);

  /**
   * The worker was heard from.
   *
   * @param draining whether it wants nothing more
   * @return its status, or empty when it is not one of ours any more
   */
  Future<Optional<String>> heard(UUID workerId, boolean draining);

  /** Whether another worker is there now under the same name. */
  Future<Boolean> isReplaced(UUID workerId);

  /** False when there is no such active worker. */
  Future<Boolean> drain(UUID workerId);

  /** It is gone, and what it held is free at once. False when it was gone before. */
  Future<Boolean> leave(UUID workerId, String reason);

  /** Strikes off those that were silent for so long. */
  Future<List<UUID>> strikeOff(Duration silence);
}
