package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.LogKey;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Wakes those in this process who wait for a log to grow. A waiter that was cancelled leaves
 * nothing behind.
 */
public final class LogSignals {
  private final Map<LogKey, Set<Promise<Void>>> waiting = new HashMap<>();

  /** Completes with the next change; ask before you look, so that no change falls in between. */
  public synchronized Promise<Void> next(LogKey key) {
    Promise<Void> waiter = Promise.promise();
    waiting.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(waiter);
    return waiter;
  }

  public void cancel(LogKey key, Promise<Void> waiter) {
    synchronized (this) {
      Set<Promise<Void>> waiters = waiting.get(key);
      if (waiters != null && waiters.remove(waiter) && waiters.isEmpty()) {
        waiting.remove(key);
      }
    }
    waiter.tryComplete();
  }

  public void signal(LogKey key) {
    List<Promise<Void>> woken = new ArrayList<>();
    synchronized (this) {
      Set<Promise<Void>> waiters = waiting.remove(key);
      if (waiters != null) {
        woken.addAll(waiters);
      }
    }
    woken.forEach(Promise::tryComplete);
  }

  /** How many wait; for metrics, and for tests. */
  public synchronized int waiters() {
    return waiting.values().stream().mapToInt(Set::size).sum();
  }
}
