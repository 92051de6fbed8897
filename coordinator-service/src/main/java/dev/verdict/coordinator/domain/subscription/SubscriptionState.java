package dev.verdict.coordinator.domain.subscription;

import java.util.Locale;

/**
 * Whether a subscription is served.
 *
 * <pre>
 *            ──pause──▶ paused ──┐
 *   active   ──a day without a success──▶ parked ──┤──resume──▶ active
 *            ──410 Gone──▶ disabled ──┘
 * </pre>
 *
 * What happens while it is paused or parked is collected and sent when it is resumed; a receiver
 * that is gone has nothing collected for it.
 */
public enum SubscriptionState {
  ACTIVE,
  PAUSED,
  PARKED,
  DISABLED;

  public static SubscriptionState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
