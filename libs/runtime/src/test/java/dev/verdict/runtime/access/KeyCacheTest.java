package dev.verdict.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class KeyCacheTest {
  private static final Future<Optional<Identity>> NOBODY = Future.succeededFuture(Optional.empty());

  private final FakeClock clock = new FakeClock(Instant.EPOCH);
  private final KeyCache cache = new KeyCache(clock);
  private final AtomicInteger queries = new AtomicInteger();

  @Test
  void thatItWasNobodysIsRememberedForFiveSeconds() {
    ask(1, NOBODY);
    ask(1, NOBODY);
    clock.passes(Duration.ofMillis(4_999));
    ask(1, NOBODY);
    assertThat(queries).hasValue(1);

    clock.passes(Duration.ofMillis(1));
    ask(1, NOBODY);

    assertThat(queries).hasValue(2);
  }

  @Test
  void thoseWhoAskAtTheSameTimeShareOneQuery() {
    Promise<Optional<Identity>> pending = Promise.promise();

    ask(1, pending.future());
    ask(1, pending.future());

    assertThat(queries).hasValue(1);
  }

  @Test
  void aQueryThatFailedIsAskedAgain() {
    ask(1, Future.failedFuture("the database sleeps"));
    ask(1, NOBODY);

    assertThat(queries).hasValue(2);
  }

  @Test
  void aFloodPushesOutTheOldestAndNoMore() {
    for (int key = 0; key <= 10_000; key++) {
      ask(key, NOBODY);
    }
    queries.set(0);

    ask(10_000, NOBODY);
    assertThat(queries).hasValue(0);
    ask(0, NOBODY);
    assertThat(queries).hasValue(1);
  }

  private void ask(int key, Future<Optional<Identity>> answer) {
    Supplier<Future<Optional<Identity>>> query =
        () -> {
          queries.incrementAndGet();
          return answer;
        };
    cache.get(ByteBuffer.allocate(4).putInt(key).array(), query);
  }
}
