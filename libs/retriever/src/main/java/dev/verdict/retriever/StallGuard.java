package dev.verdict.retriever;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Closes a body from which nothing comes any more, so that its reader does not wait for ever. */
final class StallGuard implements AutoCloseable {
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private final long most;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile long lastMove = System.nanoTime();

  private StallGuard(Duration most) {
    this.most = most.toNanos();
  }

  static StallGuard over(Closeable body, Duration most) {
    StallGuard guard = new StallGuard(most);
    Thread.ofVirtual().name("stall-guard").start(() -> guard.watch(body));
    return guard;
  }

  void moved() {
    lastMove = System.nanoTime();
  }

  private void watch(Closeable body) {
    try {
      long silence = 0;
      while (silence < most) {
        if (over.await(most - silence, TimeUnit.NANOSECONDS)) {
          return;
        }
        silence = System.nanoTime() - lastMove;
      }
      body.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // Whoever reads it is told so too.
      return;
    }
  }

  @Override
  public void close() {
    over.countDown();
  }
}
