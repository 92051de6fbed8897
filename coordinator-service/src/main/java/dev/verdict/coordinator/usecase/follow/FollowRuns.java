package dev.verdict.coordinator.usecase.follow;

import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.coordinator.usecase.TakeNews;
import dev.verdict.plugin.ci.AuthenticationError;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.PermissionError;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRunStatus;
import dev.verdict.runtime.lifecycle.BackgroundPass;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows runs of CI systems to their end, and tells of each what a worker would tell of an
 * attempt: that it started, what its reports say, how it ended. So the same rules judge it, and it
 * is in the same tables, events and reports. All that is told of an end is one transaction: whoever
 * falls over before it has told nothing, and another coordinator looks again.
 *
 * <pre>
 *   told of ──▶ due ──claim──▶ goes on? ──yes, ask again after the interval──▶ due
 *                ▲                │ no                   └─ nobody waits any longer ──▶ lost
 *                │                ▼
 *                │              kept that it ended, and when
 *                │                ▼
 *                └─ not now ── fetch and read its reports ──▶ told, final
 *                                 └─ not possible, or tried too often ──▶ lost
 * </pre>
 */
public final class FollowRuns {
  private static final Logger LOG = LoggerFactory.getLogger(FollowRuns.class);
  private static final Duration FALLBACK = Duration.ofSeconds(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
  private static final int AT_ONCE = 4;
  private static final int MOST_TRIES = 9;

  /** A list of files can be behind the end that was told. */
  private static final int TRIES_FOR_NOTHING = 3;

  private final FollowedRuns runs;
  private final CiRuns systems;
  private final TakeNews takeNews;
  private final Patience patience;
  private final Clock clock;
  private final BackgroundPass background;
  private final Set<Future<Void>> underWay = ConcurrentHashMap.newKeySet();

  /**
   * The times of following.
   *
   * @param interval between questions about a run that goes on
   * @param backOff after the first failure, then three times as long each
   * @param reading within which reports are fetched and read
   */
  public record Patience(Duration interval, Duration backOff, Duration reading) {
    /** Whoever looks has a little longer than that, before somebody else may. */
    Duration claim() {
      return reading.plusMinutes(1);
    }

    /** Longer than any time between two looks. */
    Duration lease() {
      return interval.multipliedBy(2).plus(claim()).plusMinutes(30);
    }

    Duration after(int tries) {
      Duration pause = backOff.multipliedBy((long) Math.pow(3, Math.min(tries - 1, 5)));
      return pause.compareTo(Duration.ofMinutes(20)) > 0 ? Duration.ofMinutes(20) : pause;
    }
  }

  public FollowRuns(
      Vertx vertx,
      FollowedRuns runs,
      CiRuns systems,
      TakeNews takeNews,
      Patience patience,
      Clock clock) {
    this.runs = runs;
    this.systems = systems;
    this.takeNews = takeNews;
    this.patience = patience;
    this.clock = clock;
    this.background = new BackgroundPass(vertx, "Following of CI runs", FALLBACK, this::some);
  }

  public void start() {
    background.start();
    background.wake();
  }

  /** Waits for what is under way, but not for ever: whoever is there then looks at it again. */
  public Future<Void> stop() {
    return background
        .stop()
        .compose(stopped -> Future.join(List.copyOf(underWay)))
        .timeout(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .otherwiseEmpty()
        .mapEmpty();
  }

  public void wake() {
    background.wake();
  }

  /** Nobody waits for a slow one, but for room: with each that is over there is some again. */
  private Future<Boolean> some() {
    int room = AT_ONCE - underWay.size();
    return room <= 0
        ? Future.succeededFuture(false)
        : runs.claim(room, patience.claim())
            .map(
                claimed -> {
                  claimed.forEach(this::begin);
                  return false;
                });
  }

  private void begin(FollowedRun run) {
    Promise<Void> over = Promise.promise();
    underWay.add(over.future());
    one(run)
        .onComplete(
            done -> {
              underWay.remove(over.future());
              over.complete();
              wake();
            });
  }

  /** One that fails must not keep the others waiting. */
  private Future<Void> one(FollowedRun run) {
    return look(run)
        .recover(
            failure -> {
              LOG.warn("Following {}: {}", run.words(), failure.toString());
              return runs.later(run, false, patience.after(run.tries()));
            })
        .otherwiseEmpty();
  }

  private Future<Void> look(FollowedRun run) {
    return runs.hold(run, patience.lease())
        .compose(
            held -> {
              if (held.isEmpty()) {
                return runs.done(run);
              }
              Told told = new Told(run, held.get(), clock.instant());
              if (run.ending()) {
                return end(run, told.ended(AttemptNews.End.CANCELLED, null));
              }
              if (run.ended() && run.state() != RunState.UNKNOWN) {
                return read(run, held.get());
              }
              return ask(run, held.get());
            });
  }

  private Future<Void> ask(FollowedRun run, AttemptRef held) {
    return systems
        .status(run)
        .map(status -> heard(run, status, clock.instant()))
        .recover(
            failure -> {
              // It was told that it runs; that its CI system cannot be asked says nothing else.
              LOG.info("{} cannot be asked about: {}", run.words(), failure.getMessage());
              return Future.succeededFuture(run);
            })
        .compose(
            known -> {
              if (!known.ended()) {
                return wait(known, held);
              }
              // That it ended is kept first: whatever is told of it from now on comes after that.
              return known.state() == RunState.UNKNOWN ? read(known, held) : again(known);
            });
  }

  private static FollowedRun heard(FollowedRun run, TestRunStatus status, Instant now) {
    boolean news = status.state() != RunState.UNKNOWN && (status.state().isFinal() || !run.ended());
    return news ? run.heard(status.state(), status.word(), now) : run;
  }

  private Future<Void> wait(FollowedRun run, AttemptRef held) {
    Told told = new Told(run, held, clock.instant());
    if (run.late()) {
      return end(run, told.lost(run.words() + " never said that it ended"));
    }
    Future<Void> started =
        run.state() == RunState.QUEUED
            ? Future.succeededFuture()
            : tell(run, List.of(told.started()));
    return started.compose(done -> runs.later(run, true, patience.interval()));
  }

  private Future<Void> read(FollowedRun run, AttemptRef held) {
    return systems
        .results(run, patience.reading())
        .compose(
            results -> {
              if (results.files() == 0 && run.tries() < TRIES_FOR_NOTHING) {
                return runs.later(run, false, patience.after(run.tries()));
              }
              return end(run, new Told(run, held, clock.instant()).results(results));
            },
            failure -> {
              boolean forGood =
                  failure instanceof ConfigurationError
                      || failure instanceof AuthenticationError
                      || failure instanceof PermissionError;
              if (!forGood && run.tries() < MOST_TRIES) {
                return Future.failedFuture(failure);
              }
              String why = "the reports of " + run.words() + " cannot be had: ";
              return end(
                  run, new Told(run, held, clock.instant()).unread(why + failure.getMessage()));
            });
  }

  /** Whatever became of the news: the next look finds the task settled, or held anew. */
  private Future<Void> end(FollowedRun run, List<AttemptNews> news) {
    return tell(run, news)
        .recover(failure -> untold(run, news.getFirst().attempt(), failure))
        .compose(told -> again(run));
  }

  /** What is always refused is not fetched for ever. */
  private Future<Void> untold(FollowedRun run, AttemptRef held, Throwable failure) {
    if (run.tries() < MOST_TRIES) {
      return Future.failedFuture(failure);
    }
    String why = "what " + run.words() + " reported cannot be kept: " + failure.getMessage();
    return tell(run, new Told(run, held, clock.instant()).unread(why));
  }

  private Future<Void> again(FollowedRun run) {
    return runs.later(run, true, Duration.ZERO).onSuccess(kept -> wake());
  }

  private Future<Void> tell(FollowedRun run, List<AttemptNews> news) {
    return takeNews.take(run.runId(), news).mapEmpty();
  }
}
