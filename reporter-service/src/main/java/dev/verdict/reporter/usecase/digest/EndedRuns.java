package dev.verdict.reporter.usecase.digest;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Runs that have ended and were not looked at yet. */
public interface EndedRuns {
  /** The one that waits longest. Nobody else gets it for {@code lease}. */
  Future<Optional<Taken>> take(Duration lease);

  /**
   * One that is to be looked at.
   *
   * @param tries how often that failed before
   */
  record Taken(EndedRun run, int tries) {}

  Future<Void> done(UUID run, long finish);

  /** It is tried again after a while; what went wrong is kept beside it. */
  Future<Void> failed(UUID run, Duration again, String problem);
}
