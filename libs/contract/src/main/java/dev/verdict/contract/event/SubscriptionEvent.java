package dev.verdict.contract.event;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * A public event about a subscription to our events. It belongs to no run: its key is the
 * subscription's id, and it has no sequence.
 */
public record SubscriptionEvent(Kind kind, UUID subscription, String id, Instant time, News news) {
  /** What becomes of a subscription by itself; an owner can subscribe to that elsewhere. */
  public enum Kind {
    /** Its receiver was down for too long. */
    PARKED("parked"),
    /** Its receiver said that it is gone for good. */
    DISABLED("disabled");

    private final String predicate;

    Kind(String predicate) {
      this.predicate = predicate;
    }

    public static Optional<Kind> of(String type) {
      return Arrays.stream(values()).filter(kind -> kind.type().equals(type)).findFirst();
    }

    public String type() {
      return "dev.cdeventsx." + shortName() + ".0.1.0";
    }

    public String shortName() {
      return "verdict-subscription." + predicate;
    }
  }

  /**
   * What such an event says.
   *
   * @param url only where it leads: the rest of a URL may be a secret
   */
  public record News(
      String subscriptionId, String name, String owner, String url, String state, String reason) {}
}
