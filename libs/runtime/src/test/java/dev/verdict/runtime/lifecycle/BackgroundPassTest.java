package dev.verdict.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One test for each arrow of the drawing. */
class BackgroundPassTest {
  private static final Duration NEVER = Duration.ofDays(1);

  private final Vertx vertx = Vertx.vertx();

  /** A pass that has begun, and ends when the test says so. */
  private final BlockingQueue<Promise<Boolean>> begun = new LinkedBlockingQueue<>();

  private final BackgroundPass pass = new BackgroundPass(vertx, "Testing", NEVER, this::begin);

  private Future<Boolean> begin() {
    Promise<Boolean> promise = Promise.promise();
    begun.add(promise);
    return promise.future();
  }

  private Promise<Boolean> next() throws InterruptedException {
    Promise<Boolean> next = begun.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("a pass within 20 s").isNotNull();
    return next;
  }

  /** Whatever was to happen on the event loops by now has happened. */
  private void settle() throws Exception {
    for (int i = 0; i < 3; i++) {
      Promise<Void> turned = Promise.promise();
      vertx.runOnContext(now -> turned.complete());
      turned.future().await(20, TimeUnit.SECONDS);
    }
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  @Test
  void callsDuringAPassCauseOneMore() throws Exception {
    pass.wake();
    Promise<Boolean> first = next();
    pass.wake();
    pass.wake();
    pass.wake();
    assertThat(begun).isEmpty();
    first.complete(false);
    next().complete(false);
    // The stop waits for whatever is under way: were there a third, it would be seen here.
    pass.stop().await(20, TimeUnit.SECONDS);
    settle();
    assertThat(begun).isEmpty();
  }

  @Test
  void moreToDoIsDoneAtOnce() throws Exception {
    pass.wake();
    next().complete(true);
    next().complete(true);
    next().complete(false);
    settle();
    assertThat(begun).isEmpty();
  }

  @Test
  void aPassThatFailsOrThrowsIsOverLikeAnyOther() throws Exception {
    pass.wake();
    next().fail("on purpose");
    settle();
    pass.wake();
    next().complete(false);

    AtomicInteger thrown = new AtomicInteger();
    BlockingQueue<Integer> seen = new LinkedBlockingQueue<>();
    BackgroundPass throwing =
        new BackgroundPass(
            vertx,
            "Throwing",
            Duration.ofMillis(1),
            () -> {
              seen.add(thrown.incrementAndGet());
              throw new IllegalStateException("on purpose");
            });
    throwing.start();
    assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo(2);
    throwing.stop().await(20, TimeUnit.SECONDS);
  }

  @Test
  void aStopWaitsForThePassAtHandAndNoneFollows() throws Exception {
    pass.wake();
    Promise<Boolean> first = next();
    pass.wake();
    Future<Void> stopped = pass.stop();
    assertThat(stopped.isComplete()).isFalse();
    assertThat(pass.isStopped()).isTrue();
    first.complete(true);
    stopped.await(20, TimeUnit.SECONDS);
    pass.wake();
    settle();
    assertThat(begun).isEmpty();
  }

  @Test
  void aStopBeforeTheStartAndAgainDoesNoHarm() throws Exception {
    pass.stop().await(20, TimeUnit.SECONDS);
    pass.start();
    pass.wake();
    pass.stop().await(20, TimeUnit.SECONDS);
    settle();
    assertThat(begun).isEmpty();
  }
}
