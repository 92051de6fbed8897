package dev.verdict.reporter.usecase;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Wakes those who wait for a run to be complete. It reaches only this process: where several
 * reporters share the work, the waiter's fallback poll finds what another has taken in.
 */
public final class CompletionSignals {
  private final Map<UUID, Set<Promise<Void>>> waiting = new ConcurrentHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** One wait; closing it forgets it. */
  public record Wait(Future<Void> woken, Runnable forget) {}

  public Wait await(UUID run) {
    Promise<Void> woken = Promise.promise();
    waiting.compute(
        run,
        (id, others) -> {
          Set<Promise<Void>> all = others == null ? ConcurrentHashMap.newKeySet() : others;
          all.add(woken);
          return all;
        });
    return new Wait(woken.future(), () -> forget(run, woken));
  }

  /** To be told of every run that is complete. The listener must not block. */
  public void listen(Runnable listener) {
    listeners.add(listener);
  }

  public void complete(UUID run) {
    listeners.forEach(Runnable::run);
    Set<Promise<Void>> woken = waiting.remove(run);
    if (woken != null) {
      woken.forEach(Promise::tryComplete);
    }
  }

  private void forget(UUID run, Promise<Void> woken) {
    waiting.computeIfPresent(
        run,
        (id, others) -> {
          others.remove(woken);
          return others.isEmpty() ? null : others;
        });
  }
}
