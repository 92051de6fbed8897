package dev.verdict.artifacts.usecase;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something when woken, and every so often anyway; never twice at once. */
final class BackgroundPass {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundPass.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final String name;
  private final Duration interval;
  private final Supplier<Future<Boolean>> pass;
  private @Nullable Promise<Void> running;
  private boolean again;
  private boolean stopped;
  private long timer = -1;

  /** A pass says whether there is more to do at once. */
  BackgroundPass(Vertx vertx, String name, Duration interval, Supplier<Future<Boolean>> pass) {
    this.vertx = vertx;
    this.name = name;
    this.interval = interval;
    this.pass = pass;
  }

  synchronized void start() {
    if (!stopped && timer < 0) {
      timer = vertx.setPeriodic(interval.toMillis(), now -> wake());
    }
  }

  void wake() {
    synchronized (this) {
      if (stopped) {
        return;
      }
      if (running != null) {
        again = true;
        return;
      }
      running = Promise.promise();
      again = false;
    }
    run();
  }

  private void run() {
    Future<Boolean> result;
    try {
      result = pass.get();
    } catch (RuntimeException e) {
      result = Future.failedFuture(e);
    }
    result.onComplete(
        done -> {
          if (done.failed()) {
            LOG.warn(
                "{} failed, next try within {}: {}", name, interval, String.valueOf(done.cause()));
          }
          finished(done.succeeded() && done.result());
        });
  }

  private void finished(boolean more) {
    Promise<Void> done;
    boolean next;
    synchronized (this) {
      done = running;
      running = null;
      next = (more || again) && !stopped;
    }
    if (done != null) {
      done.complete();
    }
    if (next) {
      wake();
    }
  }

  /** Waits for the pass at hand, but not for ever. */
  synchronized Future<Void> stop() {
    stopped = true;
    if (timer >= 0) {
      vertx.cancelTimer(timer);
    }
    Promise<Void> current = running;
    return current == null
        ? Future.succeededFuture()
        : current
            .future()
            .timeout(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
            .recover(
                late ->
                    late instanceof TimeoutException
                        ? Future.succeededFuture()
                        : Future.failedFuture(late));
  }
}
