package dev.verdict.coordinator.usecase.follow;

import dev.verdict.contract.message.AttemptRef;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which runs of CI systems are followed, and when to look at them again. */
public interface FollowedRuns {
  /** Who holds their tasks: the CI system does the work, no worker of ours. */
  UUID HOLDER = UUID.fromString("00000000-0000-7000-8000-00000000c150");

  /**
   * Takes some that are due. Whoever takes one has that long for it; then somebody else may look.
   */
  Future<List<FollowedRun>> claim(int most, Duration time);

  /** Takes or keeps the lease of its task; nothing when the task has its verdict. */
  Future<Optional<AttemptRef>> hold(FollowedRun run, Duration lease);

  /**
   * Looks again after that time.
   *
   * @param fresh there was news, so failures before count no more
   */
  Future<Void> later(FollowedRun run, boolean fresh, Duration time);

  /** Nobody looks again, unless it is told of anew. */
  Future<Void> done(FollowedRun run);
}
