package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.domain.LogKey;
import dev.verdict.artifacts.domain.LogState;
import dev.verdict.artifacts.domain.StagedFile;
import dev.verdict.contract.message.AttemptRef;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far each log is. */
public interface LogLedger {
  Future<Optional<LogState>> find(LogKey key);

  /** Those that are known. */
  Future<Map<LogKey, LogState>> load(Collection<LogKey> keys);

  /** All or none; fails when somebody else changed one of them since it was loaded. */
  Future<Void> save(List<LogState> grown);

  /** These attempts have ended: their logs are due then, unless they are already. */
  Future<Void> ended(Collection<AttemptRef> attempts, Instant dueAt);

  Future<Void> rememberNames(Map<UUID, String> taskNames);

  Future<List<Due>> due(Instant now, int most);

  /** A log that is to be sealed, and what people call its task. */
  record Due(LogState log, @Nullable String taskName) {}

  /**
   * Enters the artifact that the log has become, or puts new bytes into the one that it was.
   * Nothing happens when the log has changed since; then false.
   *
   * @param kept absent for a log without a byte
   * @param whole whether nothing can be added any more
   */
  Future<Boolean> seal(LogState log, @Nullable SealedLog kept, boolean whole, Instant now);

  /** The artifact to be, and its bytes. */
  record SealedLog(Artifact artifact, StagedFile file) {}

  /** It could not be sealed now. */
  Future<Void> postpone(LogKey key, Instant dueAt);

  /** Closes logs that were sealed before then, so that their files can go. */
  Future<List<LogKey>> releaseRaw(Instant sealedBefore, int most);

  Future<List<LogKey>> purgeRun(UUID runId, Instant now);

  /** Those of the given whose files nobody needs. */
  Future<List<LogKey>> withoutRaw(List<LogKey> keys);

  /** Makes logs due that are open since before then. */
  Future<Integer> overdue(Instant createdBefore, Instant now, int most);

  Future<Integer> forget(Instant createdBefore, int most);

  Future<Integer> forgetNames(Instant createdBefore, int most);

  /** Records that could never be taken in. */
  Future<Integer> forgetParked(Instant parkedBefore, int most);
}
