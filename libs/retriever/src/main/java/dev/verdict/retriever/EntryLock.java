package dev.verdict.retriever;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One at a time works on an entry, among the threads of this process and among processes. Many
 * entries share a file, in which each has a place of its own: who waits for one does not wait for
 * the others. The system gives back what a dead process held.
 */
final class EntryLock implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  /** So many hex digits are a place in a file. */
  private static final int DIGITS = 15;

  private final Turn turn;
  private final SharedFile file;
  private final FileLock lock;

  private EntryLock(Turn turn, SharedFile file, FileLock lock) {
    this.turn = turn;
    this.file = file;
    this.lock = lock;
  }

  /**
   * Waits so long at most, then it is empty.
   *
   * @param entry a hash, in hex
   */
  static Optional<EntryLock> take(Path file, String entry, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    Turn turn = Turn.of(file, entry);
    boolean mine = false;
    @Nullable EntryLock taken = null;
    try {
      mine = turn.lock().tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
      taken = mine ? among(file, place(entry), turn, deadline) : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (taken == null) {
        turn.end(mine);
      }
    }
    return Optional.ofNullable(taken);
  }

  private static long place(String entry) {
    return Long.parseLong(entry.substring(0, Math.min(DIGITS, entry.length())), 16);
  }

  private static @Nullable EntryLock among(Path path, long place, Turn turn, long deadline)
      throws IOException, InterruptedException {
    SharedFile file = SharedFile.open(path);
    @Nullable FileLock lock = null;
    try {
      lock = file.channel().tryLock(place, 1, false);
      while (lock == null && System.nanoTime() - deadline < 0) {
        Thread.sleep(POLL);
        lock = file.channel().tryLock(place, 1, false);
      }
      return lock == null ? null : new EntryLock(turn, file, lock);
    } finally {
      if (lock == null) {
        file.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (SharedFile shared = file) {
      lock.release();
    } finally {
      turn.end(true);
    }
  }
}
