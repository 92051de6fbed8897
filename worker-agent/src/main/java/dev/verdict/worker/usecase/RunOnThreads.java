package dev.verdict.worker.usecase;

import dev.verdict.contract.message.AttemptNews.End;
import dev.verdict.runtime.logging.LogIds;
import dev.verdict.worker.usecase.attempt.RunAttempt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs each attempt on a virtual thread of its own. */
public final class RunOnThreads implements TakeOrders.AttemptStarter {
  private static final Logger LOG = LoggerFactory.getLogger(RunOnThreads.class);

  private final RunAttempt attempts;
  private final WorkerMeters meters;

  public RunOnThreads(RunAttempt attempts, WorkerMeters meters) {
    this.attempts = attempts;
    this.meters = meters;
  }

  @Override
  public void run(Session session, HeldAttempts held, Held attempt) {
    begin(
        attempt,
        held,
        () -> {
          LOG.info("running {}", attempt.assignment().name());
          End end = attempts.run(session, attempt, () -> held.freeSlot(attempt));
          LOG.info("ended as {}", end == null ? "forgotten" : end.word());
          meters.ended(end);
        });
  }

  @Override
  public void giveBack(Session session, HeldAttempts held, Held attempt, String why) {
    begin(
        attempt,
        held,
        () -> {
          LOG.warn("given back: {}", why);
          attempts.giveBack(session, attempt, why);
          meters.ended(End.GIVEN_BACK);
        });
  }

  private static void begin(Held attempt, HeldAttempts held, Runnable work) {
    Thread.ofVirtual()
        .name("attempt-" + attempt.ref())
        .start(
            () -> {
              var ref = attempt.ref();
              try (LogIds ids = LogIds.task(ref.runId(), ref.taskId(), ref.attempt())) {
                work.run();
              } finally {
                held.release(attempt);
              }
            });
  }
}
