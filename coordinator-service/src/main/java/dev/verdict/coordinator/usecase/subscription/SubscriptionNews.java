package dev.verdict.coordinator.usecase.subscription;

import dev.verdict.coordinator.domain.subscription.SubscriptionState;
import java.util.List;

/**
 * What is told about subscriptions themselves, as public events that belong to no run: an owner can
 * subscribe to them elsewhere.
 */
public final class SubscriptionNews {
  public static final String PARKED = "dev.cdeventsx.verdict-subscription.parked.0.1.0";
  public static final String DISABLED = "dev.cdeventsx.verdict-subscription.disabled.0.1.0";
  public static final String TESTED = "dev.cdeventsx.verdict-subscription.tested.0.1.0";

  /** What such an event says. */
  public record Data(
      String subscriptionId, String name, String owner, String url, String state, String reason) {}

  private SubscriptionNews() {}

  public static List<String> types() {
    return List.of(PARKED, DISABLED, TESTED);
  }

  public static String typeOf(SubscriptionState state) {
    return state == SubscriptionState.DISABLED ? DISABLED : PARKED;
  }
}
