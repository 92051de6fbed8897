package dev.verdict.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventFeedTest {
  private static final Duration MOMENT = Duration.ofMillis(20);
  private static final Patience SHORT = new Patience(MOMENT, MOMENT, MOMENT, Duration.ofNanos(1));

  private static EventFeed feed(FakeService service) {
    return new EventFeed(
        new ApiClient(service.url(), null, new Calls(SHORT), Duration.ofSeconds(20)),
        new UUID(0, 1));
  }

  @Test
  void aStreamThatAlwaysEndsAtOnceEndsTheWatching() throws IOException {
    try (FakeService service = new FakeService(FakeService.says(200, ": hello\n\n"))) {
      assertThatThrownBy(() -> feed(service).follow(event -> {}))
          .isInstanceOf(Unreachable.class)
          .hasMessageContaining("its stream of events ends at once");
      assertThat(service.asked()).hasSize(20);
    }
  }

  @Test
  void aStreamThatFallsSilentIsOpenedAgain() throws IOException {
    try (FakeService service = new FakeService(FakeService.says(200, ""))) {
      service.thenFallsSilentAfter(": hello\n\n");
      assertThatThrownBy(() -> feed(service).follow(event -> {}))
          .isInstanceOf(Unreachable.class)
          .hasMessageContaining("nothing came for");
      assertThat(service.asked()).hasSize(20);
    }
  }
}
