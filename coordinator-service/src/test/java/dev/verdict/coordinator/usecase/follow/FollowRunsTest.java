package dev.verdict.coordinator.usecase.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.message.AttemptRef;
import dev.verdict.coordinator.usecase.CloseAttempt;
import dev.verdict.coordinator.usecase.FinishRun;
import dev.verdict.coordinator.usecase.RunLedger;
import dev.verdict.coordinator.usecase.RunTransaction;
import dev.verdict.coordinator.usecase.TakeNews;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRunStatus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FollowRunsTest {
  private static final FollowRuns.Patience PATIENCE =
      new FollowRuns.Patience(Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ofMinutes(8));

  /** One that has ended and was looked at as often, and is due once. */
  private static final class FakeRuns implements FollowedRuns {
    final Promise<Boolean> fresh = Promise.promise();
    final AtomicBoolean due = new AtomicBoolean(true);
    final int tries;

    FakeRuns(int tries) {
      this.tries = tries;
    }

    @Override
    public Future<List<FollowedRun>> claim(int most, Duration time) {
      FollowedRun run =
          new FollowedRun(
              new UUID(0, 1),
              new UUID(0, 2),
              "fake",
              "acme/shop",
              "1",
              List.of(),
              List.of(),
              RunState.SUCCESS,
              "success",
              true,
              Instant.EPOCH,
              tries,
              false,
              false);
      return Future.succeededFuture(due.getAndSet(false) ? List.of(run) : List.of());
    }

    @Override
    public Future<Optional<AttemptRef>> hold(FollowedRun run, Duration lease) {
      return Future.succeededFuture(Optional.of(new AttemptRef(run.runId(), run.taskId(), 1)));
    }

    @Override
    public Future<Void> later(FollowedRun run, boolean news, Duration time) {
      fresh.tryComplete(news);
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> done(FollowedRun run) {
      return Future.succeededFuture();
    }
  }

  private static final class FakeSystem implements CiRuns {
    @Override
    public Future<TestRunStatus> status(FollowedRun run) {
      return Future.failedFuture("nobody asks for what has ended");
    }

    @Override
    public Future<ReportedResults> results(FollowedRun run, Duration within) {
      return Future.succeededFuture(new ReportedResults(List.of(), 1, false, List.of()));
    }
  }

  /** Refuses what is told first. */
  private static final class FakeLedger implements RunLedger {
    final AtomicInteger told = new AtomicInteger();

    @Override
    @SuppressWarnings("unchecked")
    public <T> Future<T> inRun(UUID runId, Function<RunTransaction, Future<T>> work) {
      return told.incrementAndGet() == 1
          ? Future.failedFuture("refused")
          : Future.succeededFuture((T) List.of());
    }

    @Override
    public <T> Future<T> inRunOfTask(UUID taskId, Function<RunTransaction, Future<T>> work) {
      return Future.failedFuture("nobody asks that");
    }
  }

  /** How often it was told, and whether that was the end. */
  private static void follow(int tries, int times, boolean ended) throws Exception {
    Vertx vertx = Vertx.vertx();
    FakeRuns runs = new FakeRuns(tries);
    FakeLedger ledger = new FakeLedger();
    TakeNews takeNews = new TakeNews(ledger, new CloseAttempt(new FinishRun(), Clock.systemUTC()));
    FollowRuns follow =
        new FollowRuns(vertx, runs, new FakeSystem(), takeNews, PATIENCE, Clock.systemUTC());
    try {
      follow.start();
      assertThat(runs.fresh.future().await(20, TimeUnit.SECONDS)).isEqualTo(ended);
      assertThat(ledger.told).hasValue(times);
    } finally {
      follow.stop().eventually(vertx::close).await(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void whatIsRefusedWhenItIsToldIsTriedAgain() throws Exception {
    follow(8, 1, false);
  }

  @Test
  void whatIsRefusedTooOftenEndsAsLost() throws Exception {
    follow(9, 2, true);
  }
}
