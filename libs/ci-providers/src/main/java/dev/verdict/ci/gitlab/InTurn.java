package dev.verdict.ci.gitlab;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Work of one name goes one after the other, whatever became of the one before. */
final class InTurn {
  private final Map<String, Future<?>> last = new HashMap<>();

  synchronized <T> Future<T> next(String name, Supplier<Future<T>> work) {
    Future<?> before = last.getOrDefault(name, Future.succeededFuture());
    Future<T> mine = before.transform(done -> work.get());
    last.put(name, mine);
    mine.onComplete(done -> forget(name, mine));
    return mine;
  }

  private synchronized void forget(String name, Future<?> work) {
    last.remove(name, work);
  }

  synchronized int waiting() {
    return last.size();
  }
}
