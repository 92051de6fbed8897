package dev.verdict.worker.usecase.attempt;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.AttemptNews.End;
import dev.verdict.contract.message.AttemptNews.Finished;
import dev.verdict.runtime.tracing.OpenSpan;
import dev.verdict.runtime.tracing.SpanName;
import dev.verdict.worker.domain.Stop;
import dev.verdict.worker.usecase.Held;
import dev.verdict.worker.usecase.News;
import dev.verdict.worker.usecase.Session;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one attempt on the calling thread, which may block.
 *
 * <pre>
 *  prepare the directory and the source ──▶ start the process ──▶ Started
 *      │ impossible                              │ ends, or is ended
 *      ▼                                         ▼
 *  Finished(NOT_STARTED)               read reports ──▶ Tests… ──▶ Finished
 *
 *  the lease is gone, anywhere: end the process, say nothing
 * </pre>
 */
public final class RunAttempt {
  private static final Logger LOG = LoggerFactory.getLogger(RunAttempt.class);

  private final AttemptTools tools;
  private final News news;
  private final Clock clock;

  public RunAttempt(AttemptTools tools, News news, Clock clock) {
    this.tools = tools;
    this.news = news;
    this.clock = clock;
  }

  /**
   * @param freeSlot called once, when the attempt needs its slot no more
   * @return how it ended; null when nothing was told
   */
  public @Nullable End run(Session session, Held held, Runnable freeSlot) {
    Instant startedAt = clock.instant();
    TellNews teller = new TellNews(news, session, held);
    OpenSpan span = tools.tracing().begin(name(held), held.assignment().traceparent());
    try (LiveAttempt attempt =
        new LiveAttempt(tools, session, held, teller, clock, span.traceparent())) {
      Finished finished = finish(attempt, session, held, startedAt);
      freeSlot.run();
      teller.finished(finished);
      return finished.end();
    } catch (LeaseLost e) {
      LOG.warn("attempt {} is given up without a word: {}", held.ref(), e.getMessage());
    } catch (InterruptedException e) {
      LOG.warn("attempt {} was interrupted", held.ref());
    } catch (IOException | RuntimeException e) {
      LOG.error("attempt {} failed in the worker itself", held.ref(), e);
      span.failed(e);
      return tellFailure(teller, session, held, startedAt, e, freeSlot);
    } finally {
      span.end();
    }
    return null;
  }

  private static SpanName name(Held held) {
    return SpanName.of("attempt")
        .with("verdict.run.id", held.ref().runId())
        .with("verdict.task.id", held.ref().taskId())
        .with("verdict.attempt", held.ref().attempt());
  }

  /** Tells that this worker will not run it. */
  public void giveBack(Session session, Held held, String why) {
    try {
      new TellNews(news, session, held)
          .finished(notRun(session, held, End.GIVEN_BACK, why, null, clock.instant()));
    } catch (LeaseLost | InterruptedException e) {
      LOG.debug("{} was not given back: {}", held.ref(), e.getMessage());
    }
  }

  private Finished finish(LiveAttempt attempt, Session session, Held held, Instant startedAt)
      throws IOException, InterruptedException, LeaseLost {
    try {
      attempt.prepare();
    } catch (NotStarted e) {
      return stoppedOr(
          session,
          held,
          startedAt,
          notRun(session, held, End.NOT_STARTED, e.getMessage(), e.reason(), startedAt));
    } catch (InterruptedException e) {
      if (held.stopped() == null) {
        throw e;
      }
    } finally {
      held.prepared();
    }
    if (held.stopped() != null) {
      return stoppedOr(session, held, startedAt, null);
    }
    try {
      attempt.start();
    } catch (NotStarted e) {
      return notRun(session, held, End.NOT_STARTED, e.getMessage(), e.reason(), startedAt);
    }
    return attempt.toItsEnd();
  }

  /** What is told of an attempt that was stopped before its process started. */
  private Finished stoppedOr(
      Session session, Held held, Instant startedAt, @Nullable Finished otherwise)
      throws LeaseLost {
    Stop stop = held.stopped();
    if (stop instanceof Stop.Forgotten forgotten) {
      throw new LeaseLost(forgotten.reason());
    }
    if (stop instanceof Stop.Cancelled cancelled) {
      return notRun(session, held, End.CANCELLED, cancelled.reason(), null, startedAt);
    }
    if (stop instanceof Stop.GivenBack givenBack) {
      return notRun(session, held, End.GIVEN_BACK, givenBack.reason(), null, startedAt);
    }
    if (otherwise == null) {
      throw new IllegalStateException("stop: null (expected: a reason)");
    }
    return otherwise;
  }

  private @Nullable End tellFailure(
      TellNews teller,
      Session session,
      Held held,
      Instant startedAt,
      Exception failure,
      Runnable freeSlot) {
    freeSlot.run();
    String message = "the worker could not run it: " + failure;
    try {
      teller.finished(
          notRun(
              session, held, End.NOT_STARTED, message, LostReason.RUNNER_UNAVAILABLE, startedAt));
      return End.NOT_STARTED;
    } catch (LeaseLost | InterruptedException e) {
      LOG.warn("the failure of {} was not told: {}", held.ref(), e.getMessage());
      return null;
    }
  }

  private Finished notRun(
      Session session,
      Held held,
      End end,
      @Nullable String message,
      @Nullable LostReason reason,
      Instant startedAt) {
    return new Finished(
        held.ref(),
        session.workerId(),
        end,
        null,
        message,
        reason,
        0,
        AttemptNews.Report.NONE_EXPECTED,
        List.of(),
        Map.of(),
        startedAt,
        clock.instant());
  }
}
