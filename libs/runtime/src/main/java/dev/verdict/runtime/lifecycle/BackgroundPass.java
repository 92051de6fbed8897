package dev.verdict.runtime.lifecycle;

import io.vertx.core.Context;
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

/**
 * Does something when woken, and every so often anyway, in case a wake-up got lost; never twice at
 * once. Many calls while a pass is under way cause one more pass. All passes of one run on the same
 * event loop, so what only they touch needs no lock.
 *
 * <pre>
 *   resting ──wake──▶ passing ──done, nobody has called and there is no more──▶ resting
 *                       │  ▲
 *                       └──┘ somebody has called meanwhile, or there is more at once
 *   any ──stop──▶ stopped, as soon as the pass at hand is over
 * </pre>
 */
public final class BackgroundPass {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundPass.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Context context;
  private final String name;
  private final Duration interval;
  private final Supplier<Future<Boolean>> pass;
  private @Nullable Promise<Void> running;
  private boolean again;
  private boolean stopped;
  private long timer = -1;

  /**
   * @param name as the log says it
   * @param interval between looks that nobody asked for
   * @param pass says whether there is more to do at once
   */
  public BackgroundPass(
      Vertx vertx, String name, Duration interval, Supplier<Future<Boolean>> pass) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.name = name;
    this.interval = interval;
    this.pass = pass;
  }

  /** From now on it looks by itself. */
  public synchronized void start() {
    if (!stopped && timer < 0) {
      timer = vertx.setPeriodic(interval.toMillis(), now -> wake());
    }
  }

  /** There may be something to do. Cheap; a call too many does no harm. */
  public void wake() {
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
    context.runOnContext(now -> run());
  }

  /** Whether no further pass begins: a long one may want to end early. */
  public synchronized boolean isStopped() {
    return stopped;
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

  /** Waits for the pass at hand, but not for ever. Before the start it does no harm, nor twice. */
  public synchronized Future<Void> stop() {
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
