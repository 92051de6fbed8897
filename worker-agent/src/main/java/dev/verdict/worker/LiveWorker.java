package dev.verdict.worker;

import dev.verdict.worker.domain.Stop;
import dev.verdict.worker.usecase.StayEnrolled;
import dev.verdict.worker.usecase.WorkerState;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread on which a worker lives, and how it comes to its end. */
final class LiveWorker {
  private static final Logger LOG = LoggerFactory.getLogger(LiveWorker.class);

  /** Beyond the grace of its processes, for telling that they were given back, and good-bye. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final StayEnrolled life;
  private final WorkerState state;
  private final WorkerSettings settings;
  private final Thread thread;

  LiveWorker(StayEnrolled life, WorkerState state, WorkerSettings settings) {
    this.life = life;
    this.state = state;
    this.settings = settings;
    this.thread = Thread.ofVirtual().name("worker-" + settings.name()).unstarted(life::live);
  }

  void start() {
    thread.start();
  }

  /**
   * Bounded: what runs may go on for the drain time; then it is ended and given back; then the
   * coordinator is told; and whatever of this does not come to an end is left.
   */
  void stop() throws InterruptedException {
    state.leave();
    life.wake();
    if (!state.held().awaitEmpty(settings.drain())) {
      LOG.info("{} attempts are given back", state.held().refs().size());
      state.held().stopAll(new Stop.GivenBack("the worker stops"));
      state.held().awaitEmpty(settings.limits().grace().plus(LAST_WORDS));
    }
    life.wake();
    if (!state.awaitEnd(LAST_WORDS.toMillis())) {
      LOG.warn("the worker did not come to its end by itself");
      thread.interrupt();
      state.awaitEnd(LAST_WORDS.toMillis());
    }
  }
}
