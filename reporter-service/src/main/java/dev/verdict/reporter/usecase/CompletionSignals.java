package dev.verdict.reporter.usecase;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Wakes those who wait for a run to be complete. It reaches only this process: where several
 * reporters share the work, the waiter's fallback poll finds what another has taken in.
 */
public final class CompletionSignals {
  private final Map<UUID, Set<Promise<Void>>> waiting = new ConcurrentHashMap<>();

  private final List<Consumer<UUID>> listeners = new CopyOnWriteArrayList<>();

  /** One wait; closing it forgets it. */
  public record Wait(Future<Void> woken, Runnable forget) {}

  /** Is told of each run that becomes complete. */
  public void tellEach(Consumer<UUID> listener) {
    listeners.add(listener);
  }

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

  public void complete(UUID run) {
    listeners.forEach(listener -> listener.accept(run));
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
