package dev.verdict.artifacts.usecase.links;

import dev.verdict.artifacts.domain.CiRun;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which of our runs belongs to which run of a CI system. */
public interface RunBook {
  /** What is known already stays as it is. */
  Future<Void> remember(Map<UUID, CiRun> runs);

  Future<Optional<CiRun>> ciRun(UUID runId);

  Future<Integer> forgetRuns(Instant rememberedBefore, int most);

  /** The newest of our runs that belongs to it. */
  Future<Optional<UUID>> ourRun(CiRun run);
}
