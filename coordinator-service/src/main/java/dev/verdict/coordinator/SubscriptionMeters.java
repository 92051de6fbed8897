package dev.verdict.coordinator;

import dev.verdict.coordinator.domain.subscription.Answer;
import dev.verdict.coordinator.domain.subscription.SubscriptionState;
import dev.verdict.coordinator.outbound.pg.PgSubscriptionFigures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** The figures of telling others, there from the start. */
final class SubscriptionMeters {
  private static final String TRIES = "distributed_testing_subscription_deliveries";

  private final MeterRegistry registry;
  private final Timer duration;
  private final Counter givenUp;
  private final MultiGauge subscriptions;
  private final AtomicLong waiting;
  private final AtomicLong oldestMillis = new AtomicLong();

  SubscriptionMeters(MeterRegistry registry) {
    this.registry = registry;
    for (Answer.Outcome outcome : Answer.Outcome.values()) {
      tries(outcome);
    }
    duration =
        Timer.builder("distributed_testing_subscription_delivery_duration")
            .description("How long receivers took to answer, in seconds.")
            .register(registry);
    givenUp =
        Counter.builder("distributed_testing_subscription_deliveries_expired")
            .description("Deliveries that waited for longer than they are kept.")
            .register(registry);
    subscriptions =
        MultiGauge.builder("distributed_testing_subscriptions")
            .description("Subscriptions by state.")
            .register(registry);
    waiting =
        registry.gauge("distributed_testing_subscription_deliveries_waiting", new AtomicLong());
    registry.gauge(
        "distributed_testing_subscription_oldest_waiting_seconds",
        oldestMillis,
        millis -> millis.get() / 1000.0);
  }

  void tried(Answer answer) {
    tries(answer.outcome()).increment();
    duration.record(answer.took());
  }

  private Counter tries(Answer.Outcome outcome) {
    return Counter.builder(TRIES)
        .description("Tries to deliver, by what came of them.")
        .tag("outcome", outcome.word())
        .register(registry);
  }

  void givenUp(int count) {
    givenUp.increment(count);
  }

  void figures(PgSubscriptionFigures.Figures figures) {
    waiting.set(figures.waiting());
    oldestMillis.set((long) (figures.oldestSeconds() * 1000));
    subscriptions.register(
        Arrays.stream(SubscriptionState.values())
            .map(SubscriptionState::word)
            .map(
                word ->
                    MultiGauge.Row.of(
                        Tags.of("state", word), figures.byState().getOrDefault(word, 0)))
            .toList(),
        true);
  }
}
