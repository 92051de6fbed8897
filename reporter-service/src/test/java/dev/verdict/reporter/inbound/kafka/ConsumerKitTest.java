package dev.verdict.reporter.inbound.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.event.RunEvent;
import dev.verdict.reporter.usecase.CompletionSignals;
import dev.verdict.reporter.usecase.FakeRunStore;
import dev.verdict.reporter.usecase.TakeInEvents;
import dev.verdict.runtime.kafka.Received;
import dev.verdict.testkit.events.ConsumerKit;
import dev.verdict.testkit.events.EventConsumer;
import dev.verdict.testkit.events.EventRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The kit that other teams try their consumers with, on ours. */
class ConsumerKitTest {
  /** History, with what cannot be read put aside as the consumer on Kafka does. */
  private static final class History implements EventConsumer {
    private final FakeRunStore store = new FakeRunStore();
    private final TakeInEvents takeIn = new TakeInEvents(store, new CompletionSignals());

    @Override
    public void accept(EventRecord record) {
      var received =
          new Received(
              "verdict.events",
              0,
              0,
              record.key(),
              record.headers(),
              record.value(),
              Instant.EPOCH);
      Optional<RunEvent> event;
      try {
        event = EventReader.read(received);
      } catch (IllegalArgumentException e) {
        return;
      }
      event.ifPresent(each -> assertThat(takeIn.takeIn(List.of(each)).succeeded()).isTrue());
    }

    @Override
    public String state() {
      return store.everything().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
  }

  @Test
  void historyBearsWhatEveryConsumerMustBear() {
    assertThat(new ConsumerKit(History::new).findings()).isEmpty();
  }
}
