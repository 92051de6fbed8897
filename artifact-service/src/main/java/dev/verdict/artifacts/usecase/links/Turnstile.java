package dev.verdict.artifacts.usecase.links;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Lets so many through at once, and so many wait. */
final class Turnstile {
  private final int most;
  private final int queue;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int inside;

  Turnstile(int most, int queue) {
    this.most = most;
    this.queue = queue;
  }

  <T> Future<T> pass(Supplier<Future<T>> work) {
    Promise<T> result = Promise.promise();
    Runnable turn = () -> enter(work, result);
    synchronized (this) {
      if (inside >= most) {
        if (waiting.size() >= queue) {
          return Future.failedFuture(
              new TooManyQuestions(
                  "questions to CI systems: " + queue + " wait already (expected: fewer)"));
        }
        waiting.add(turn);
        return result.future();
      }
      inside++;
    }
    turn.run();
    return result.future();
  }

  private <T> void enter(Supplier<Future<T>> work, Promise<T> result) {
    Future<T> done;
    try {
      done = work.get();
    } catch (RuntimeException thrown) {
      done = Future.failedFuture(thrown);
    }
    done.onComplete(
        outcome -> {
          leave();
          result.handle(outcome);
        });
  }

  private void leave() {
    Runnable next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        inside--;
      }
    }
    if (next != null) {
      next.run();
    }
  }

  /** Nobody else can wait. */
  static final class TooManyQuestions extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyQuestions(String message) {
      super(message);
    }
  }
}
