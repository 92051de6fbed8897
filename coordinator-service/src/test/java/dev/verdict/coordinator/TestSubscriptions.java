package dev.verdict.coordinator;

import dev.verdict.coordinator.domain.subscription.Cidr;
import dev.verdict.coordinator.domain.subscription.RetrySchedule;
import dev.verdict.coordinator.outbound.webhook.SecretBox;
import dev.verdict.coordinator.usecase.subscription.Subscriptions;
import java.time.Duration;
import java.util.List;

/** Settings of subscriptions for tests: receivers on this machine, and little patience. */
final class TestSubscriptions {
  private static final byte[] KEY = new byte[SecretBox.KEY_BYTES];

  private TestSubscriptions() {}

  static SubscriptionSettings settings() {
    return settings(Duration.ofDays(1), RetrySchedule.OVER_A_DAY, List.of());
  }

  static SubscriptionSettings settings(
      Duration parkAfter, RetrySchedule schedule, List<Subscriptions.Declared> declared) {
    return new SubscriptionSettings(
        List.of(Cidr.of("127.0.0.0/8")),
        true,
        null,
        Duration.ofSeconds(2),
        Duration.ofSeconds(2),
        4,
        Duration.ofSeconds(2),
        parkAfter,
        Duration.ofDays(7),
        new SecretBox(List.of(KEY)),
        schedule,
        declared);
  }
}
