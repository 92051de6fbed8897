package dev.verdict.worker.usecase.attempt;

import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.LogChunk;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.worker.domain.TestParts;
import dev.verdict.worker.usecase.Held;
import dev.verdict.worker.usecase.News;
import dev.verdict.worker.usecase.Session;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of one attempt, each message after the one before it has arrived. While the brokers are
 * away it tries again, for as long as the lease holds.
 */
final class TellNews {
  private static final Logger LOG = LoggerFactory.getLogger(TellNews.class);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final News news;
  private final Session session;
  private final Held held;
  private @Nullable Thread tellingStart;

  TellNews(News news, Session session, Held held) {
    this.news = news;
    this.session = session;
    this.held = held;
  }

  /** Does not wait: the test process shall not either. What is told next waits for it. */
  void started(Instant at) {
    AttemptNews started = new AttemptNews.Started(held.ref(), session.workerId(), at);
    tellingStart =
        Thread.ofVirtual()
            .name("started-" + held.ref())
            .start(
                () -> {
                  try {
                    insist(started);
                  } catch (LeaseLost | InterruptedException e) {
                    LOG.debug("the start of {} was not told: {}", held.ref(), e.getMessage());
                  }
                });
  }

  /** How many parts there were. */
  int tests(Collection<TestOutcome> tests) throws LeaseLost, InterruptedException {
    List<List<TestOutcome>> parts = TestParts.of(tests);
    for (int part = 0; part < parts.size(); part++) {
      insist(new AttemptNews.Tests(held.ref(), session.workerId(), part, parts.get(part)), true);
    }
    return parts.size();
  }

  void finished(AttemptNews.Finished finished) throws LeaseLost, InterruptedException {
    insist(finished, true);
  }

  void log(LogChunk chunk, byte[] bytes) throws LeaseLost, InterruptedException {
    insist(() -> news.log(session, held.assignment().pass(), chunk, bytes), "the log");
  }

  private void insist(AttemptNews item, boolean afterStart) throws LeaseLost, InterruptedException {
    Thread start = tellingStart;
    if (afterStart && start != null) {
      start.join();
    }
    insist(item);
  }

  private void insist(AttemptNews item) throws LeaseLost, InterruptedException {
    insist(() -> news.tell(session, item), item.getClass().getSimpleName());
  }

  private void insist(Sending sending, String what) throws LeaseLost, InterruptedException {
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      if (held.isForgotten() || session.leaseIsOver()) {
        throw new LeaseLost(what + " of " + held.ref() + " is not told: the lease is over");
      }
      try {
        sending.send();
        return;
      } catch (IOException e) {
        LOG.warn("{} of {} could not be told, trying again: {}", what, held.ref(), e.getMessage());
      }
      Thread.sleep(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }

  private interface Sending {
    void send() throws IOException, InterruptedException;
  }
}
