package dev.verdict.coordinator.usecase.subscription;

import dev.verdict.contract.event.SubscriptionEvent.Kind;
import dev.verdict.coordinator.domain.subscription.SubscriptionState;
import java.util.List;

/**
 * What is told about subscriptions themselves, as public events that belong to no run: an owner can
 * subscribe to them elsewhere.
 */
public final class SubscriptionNews {
  public static final String TESTED = "dev.cdeventsx.verdict-subscription.tested.0.1.0";

  private SubscriptionNews() {}

  public static List<String> types() {
    return List.of(Kind.PARKED.type(), Kind.DISABLED.type(), TESTED);
  }

  public static String typeOf(SubscriptionState state) {
    return state == SubscriptionState.DISABLED ? Kind.DISABLED.type() : Kind.PARKED.type();
  }
}
