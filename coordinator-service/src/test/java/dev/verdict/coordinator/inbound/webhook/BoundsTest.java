package dev.verdict.coordinator.inbound.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoundsTest {
  @Test
  void largeBodiesDoNotKeepSmallOnesOut() {
    BodyMemory memory = new BodyMemory(4L << 20);
    BodyMemory.Share large = memory.share();
    assertThat(large.take(BodyMemory.SMALL)).isTrue();
    assertThat(large.take(3 << 20)).isTrue();
    assertThat(memory.share().take(2 << 20)).isFalse();
    assertThat(memory.share().take(10_000)).isTrue();
    large.giveBack();
    assertThat(memory.share().take(2 << 20)).isTrue();
  }

  @Test
  void whatIsGivenBackTwiceIsGivenBackOnce() {
    BodyMemory memory = new BodyMemory(4L << 20);
    BodyMemory.Share share = memory.share();
    share.take(1 << 20);
    share.giveBack();
    share.giveBack();
    int taken = 0;
    while (memory.share().take(BodyMemory.SMALL)) {
      taken++;
    }
    assertThat(taken).isEqualTo(4);
  }

  @Test
  void eachSourceHasItsOwnRate() {
    AtomicLong nanos = new AtomicLong();
    SourceRates rates = new SourceRates(10, nanos::get);
    for (int i = 0; i < 20; i++) {
      assertThat(rates.allows("a")).isTrue();
    }
    assertThat(rates.allows("a")).isFalse();
    assertThat(rates.allows("b")).isTrue();
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
    assertThat(rates.allows("a")).isTrue();
    assertThat(rates.allows("a")).isFalse();
  }
}
