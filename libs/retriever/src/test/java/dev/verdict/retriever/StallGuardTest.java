package dev.verdict.retriever;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StallGuardTest {
  @Test
  void closesABodyThatHasGoneSilent() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (StallGuard guard = StallGuard.over(closed::countDown, Duration.ofMillis(20))) {
      guard.moved();
      assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void leavesABodyAloneThatHasEnded() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    StallGuard.over(closed::countDown, Duration.ofMillis(200)).close();

    assertThat(closed.await(400, TimeUnit.MILLISECONDS)).isFalse();
  }
}
