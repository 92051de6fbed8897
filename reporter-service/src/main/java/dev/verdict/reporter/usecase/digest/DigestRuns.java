package dev.verdict.reporter.usecase.digest;

import dev.verdict.reporter.usecase.digest.EndedRuns.Taken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at runs that have ended, one at a time and beside the intake, which never waits for it.
 * Several reporters share the work.
 *
 * <pre>
 *  woken, or POLL is over ──▶ take ──none──▶ wait
 *                              ▲ │ one
 *                              │ └──▶ step ▶ step ▶ … ──▶ done
 *                              │        │ failure ──▶ later, after longer and longer
 *                              └────────┘
 * </pre>
 */
public final class DigestRuns {
  private static final Logger LOG = LoggerFactory.getLogger(DigestRuns.class);

  /** For what another reporter took in, and what waits after a failure. */
  private static final Duration POLL = Duration.ofSeconds(2);

  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final Vertx vertx;
  private final EndedRuns runs;
  private final List<DigestStep> steps;
  private boolean working;
  private boolean again;
  private boolean stopped;
  private long timer = -1;
  private Future<Void> atWork = Future.succeededFuture();

  public DigestRuns(Vertx vertx, EndedRuns runs, List<DigestStep> steps) {
    this.vertx = vertx;
    this.runs = runs;
    this.steps = List.copyOf(steps);
  }

  public void start() {
    wake();
  }

  /** Somebody has just ended. */
  public synchronized void wake() {
    if (stopped) {
      return;
    }
    again = true;
    if (!working) {
      working = true;
      vertx.cancelTimer(timer);
      vertx.runOnContext(now -> next());
    }
  }

  /** When the run that is being looked at is done with. */
  public synchronized Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    return atWork;
  }

  private synchronized void next() {
    if (stopped) {
      return;
    }
    again = false;
    atWork =
        one()
            .transform(
                found -> {
                  goOn(found.succeeded() && found.result());
                  return Future.succeededFuture();
                });
  }

  private synchronized void goOn(boolean more) {
    if (stopped) {
      return;
    }
    if (more || again) {
      vertx.runOnContext(now -> next());
    } else {
      working = false;
      timer = vertx.setTimer(POLL.toMillis(), now -> wake());
    }
  }

  /** Looks at one run; false when there was none. */
  public Future<Boolean> one() {
    return runs.take(LEASE)
        .onFailure(
            failure -> LOG.warn("Runs that have ended cannot be read: {}", failure.toString()))
        .compose(
            taken ->
                taken.isEmpty() ? Future.succeededFuture(false) : digest(taken.get()).map(true));
  }

  private Future<Void> digest(Taken taken) {
    EndedRun run = taken.run();
    Future<Void> all = Future.succeededFuture();
    for (DigestStep step : steps) {
      all = all.compose(done -> step.digest(run).onFailure(failure -> tell(run, step, failure)));
    }
    return all.compose(done -> runs.done(run.id(), run.finish()))
        .recover(failure -> runs.failed(run.id(), pause(taken.tries()), failure.toString()));
  }

  private static void tell(EndedRun run, DigestStep step, Throwable failure) {
    LOG.atWarn()
        .addKeyValue("run", run.id())
        .setCause(failure)
        .log("A run that has ended could not be looked at ({}), tried again later", step.name());
  }

  private static Duration pause(int tries) {
    Duration pause = Duration.ofSeconds(2L << Math.min(tries, 12));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
