package dev.verdict.retriever;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One at a time, among the threads of this process and among processes. The system gives back what
 * a dead process held.
 */
final class EntryLock implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final ConcurrentHashMap<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

  private final ReentrantLock here;
  private final FileChannel channel;

  private EntryLock(ReentrantLock here, FileChannel channel) {
    this.here = here;
    this.channel = channel;
  }

  /** Waits so long at most, then it is empty. */
  static Optional<EntryLock> take(Path file, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    ReentrantLock here =
        HERE.computeIfAbsent(file.toAbsolutePath().normalize(), any -> new ReentrantLock());
    try {
      if (!here.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    Optional<EntryLock> taken = Optional.empty();
    try {
      taken = among(file, here, deadline);
      return taken;
    } finally {
      if (taken.isEmpty()) {
        here.unlock();
      }
    }
  }

  private static Optional<EntryLock> among(Path file, ReentrantLock here, long deadline)
      throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean held = false;
    try {
      while (!held) {
        FileLock lock = channel.tryLock();
        held = lock != null;
        if (!held && System.nanoTime() - deadline >= 0) {
          return Optional.empty();
        }
        if (!held) {
          Thread.sleep(POLL);
        }
      }
      return Optional.of(new EntryLock(here, channel));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      if (!held) {
        channel.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      here.unlock();
    }
  }
}
