package dev.verdict.reporter.usecase;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps history as long as it shall be kept: now and then a bounded pass, and soon another while
 * there is more.
 */
public final class ForgetOldRuns {
  private static final Logger LOG = LoggerFactory.getLogger(ForgetOldRuns.class);
  private static final long MOST_ROWS_IN_A_PASS = 200_000;
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration USUAL = Duration.ofHours(1);
  private static final Duration WHEN_THERE_IS_MORE = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final OldRuns oldRuns;
  private final Clock clock;
  private final Duration keep;
  private long timer = -1;
  private boolean stopped;

  public ForgetOldRuns(Vertx vertx, OldRuns oldRuns, Clock clock, Duration keep) {
    this.vertx = vertx;
    this.oldRuns = oldRuns;
    this.clock = clock;
    this.keep = keep;
  }

  public void start() {
    next(FIRST);
  }

  public synchronized void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  /** One pass, now. */
  public Future<OldRuns.Swept> pass() {
    return oldRuns.forgetBefore(clock.instant().minus(keep), MOST_ROWS_IN_A_PASS);
  }

  private synchronized void next(Duration in) {
    if (!stopped) {
      timer =
          vertx.setTimer(in.toMillis(), now -> pass().onComplete(done -> next(afterPass(done))));
    }
  }

  private static Duration afterPass(io.vertx.core.AsyncResult<OldRuns.Swept> done) {
    if (done.failed()) {
      LOG.warn(
          "Old history could not be forgotten, next try in {}: {}", USUAL, done.cause().toString());
      return USUAL;
    }
    if (done.result().runs() > 0) {
      LOG.info("Forgot {} old runs, {} rows", done.result().runs(), done.result().rows());
    }
    return done.result().finished() ? USUAL : WHEN_THERE_IS_MORE;
  }
}
