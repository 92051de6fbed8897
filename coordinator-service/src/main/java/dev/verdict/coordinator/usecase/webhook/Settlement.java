package dev.verdict.coordinator.usecase.webhook;

import java.util.List;

/** How a delivery ended: kept with its effects, in one transaction. */
public record Settlement(Outcome outcome, String reason, List<Effect> effects) {
  private static final int LONGEST = 2_000;

  public Settlement {
    reason = reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST - 1) + "…";
    effects = List.copyOf(effects);
  }

  /** Nothing came of it. */
  static Settlement without(Outcome outcome, String reason) {
    return new Settlement(outcome, reason, List.of());
  }
}
