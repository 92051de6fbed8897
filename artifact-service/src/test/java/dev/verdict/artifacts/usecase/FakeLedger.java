package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.LogKey;
import dev.verdict.artifacts.domain.LogState;
import dev.verdict.contract.message.AttemptRef;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ledger in memory, on real blobs, that can fail to save or to seal as often as a test wants. */
final class FakeLedger implements LogLedger {
  final Map<LogKey, LogState> logs = new HashMap<>();
  final List<SealedLog> sealed = new ArrayList<>();
  final List<LogKey> postponed = new ArrayList<>();
  private final Blobs blobs;
  int failSaves;
  int failSeals;

  FakeLedger(Blobs blobs) {
    this.blobs = blobs;
  }

  synchronized LogState log(LogKey key) {
    return Objects.requireNonNull(logs.get(key), "no log " + key);
  }

  @Override
  public synchronized Future<Optional<LogState>> find(LogKey key) {
    return Future.succeededFuture(Optional.ofNullable(logs.get(key)));
  }

  @Override
  public synchronized Future<Map<LogKey, LogState>> load(Collection<LogKey> keys) {
    Map<LogKey, LogState> known = new HashMap<>(logs);
    known.keySet().retainAll(keys);
    return Future.succeededFuture(known);
  }

  @Override
  public synchronized Future<Void> save(List<LogState> grown) {
    if (failSaves > 0) {
      failSaves--;
      return Future.failedFuture("the database went away");
    }
    grown.forEach(log -> logs.put(log.key(), log));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<List<Due>> due(Instant now, int most) {
    return Future.succeededFuture(
        logs.values().stream()
            .filter(log -> log.sealedAt() == null && isBy(log.dueAt(), now))
            .filter(log -> !postponed.contains(log.key()))
            .limit(most)
            .map(log -> new Due(log, "the task"))
            .toList());
  }

  private static boolean isBy(@Nullable Instant due, Instant now) {
    return due != null && !due.isAfter(now);
  }

  @Override
  public synchronized Future<Boolean> seal(
      LogState log, @Nullable SealedLog kept, boolean whole, Instant now) {
    if (failSeals > 0) {
      failSeals--;
      return Future.failedFuture("the database went away");
    }
    if (!log.equals(logs.get(log.key()))) {
      return Future.succeededFuture(false);
    }
    return (kept == null ? Future.<Void>succeededFuture() : blobs.publish(kept.file()))
        .map(published -> enter(log, kept, whole, now));
  }

  private synchronized boolean enter(
      LogState log, @Nullable SealedLog kept, boolean whole, Instant now) {
    if (kept != null) {
      sealed.add(kept);
    }
    UUID artifact = kept == null ? null : kept.artifact().id();
    logs.put(
        log.key(),
        new LogState(
            log.key(),
            log.runId(),
            log.workerId(),
            log.covered(),
            log.seen(),
            log.length(),
            log.dueAt(),
            now,
            whole,
            artifact,
            log.revision() + 1));
    return true;
  }

  @Override
  public synchronized Future<Void> postpone(LogKey key, Instant dueAt) {
    postponed.add(key);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> ended(Collection<AttemptRef> attempts, Instant dueAt) {
    return unasked();
  }

  @Override
  public Future<Void> rememberNames(Map<UUID, String> taskNames) {
    return unasked();
  }

  @Override
  public Future<List<LogKey>> releaseRaw(Instant sealedBefore, int most) {
    return unasked();
  }

  @Override
  public Future<List<LogKey>> purgeRun(UUID runId, Instant now) {
    return unasked();
  }

  @Override
  public Future<List<LogKey>> withoutRaw(List<LogKey> keys) {
    return unasked();
  }

  @Override
  public Future<Integer> overdue(Instant createdBefore, Instant now, int most) {
    return unasked();
  }

  @Override
  public Future<Integer> forget(Instant createdBefore, int most) {
    return unasked();
  }

  @Override
  public Future<Integer> forgetNames(Instant createdBefore, int most) {
    return unasked();
  }

  @Override
  public Future<Integer> forgetParked(Instant parkedBefore, int most) {
    return unasked();
  }

  private static <T> Future<T> unasked() {
    return Future.failedFuture(new UnsupportedOperationException("no test asks for it"));
  }
}
