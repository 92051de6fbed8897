package dev.verdict.retriever;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Whose turn it is among the threads of this process; forgotten when nobody waits any more. */
final class Turn {
  private static final Map<Key, Turn> TURNS = new HashMap<>();

  private record Key(Path file, String entry) {}

  private final Key key;
  private final ReentrantLock lock = new ReentrantLock();
  private int users;

  private Turn(Key key) {
    this.key = key;
  }

  /** Whoever got one ends it once. */
  static Turn of(Path file, String entry) {
    Key key = new Key(file.toAbsolutePath().normalize(), entry);
    synchronized (TURNS) {
      Turn turn = TURNS.computeIfAbsent(key, Turn::new);
      turn.users++;
      return turn;
    }
  }

  ReentrantLock lock() {
    return lock;
  }

  /**
   * @param mine whether the lock was taken
   */
  void end(boolean mine) {
    if (mine) {
      lock.unlock();
    }
    synchronized (TURNS) {
      users--;
      if (users == 0) {
        TURNS.remove(key);
      }
    }
  }
}
