package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.coordinator.domain.trigger.EventFacts;
import dev.verdict.coordinator.domain.trigger.Trigger;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import dev.verdict.plugin.webhook.WebhookDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a delivery tells, and which triggers that fires.
 *
 * @param otherwise its outcome where none of them does anything
 */
record Decided(List<Firing> firing, Settlement otherwise) {
  record Firing(Trigger trigger, EventFacts event) {}

  /** Nothing can come of it: no trigger fires. */
  boolean isQuiet() {
    return firing.isEmpty();
  }

  /** A push may name very many files and conditions take their time: not on an event loop. */
  static Decided of(
      Map<String, WebhookDialect> dialects,
      String provider,
      InboundRequest request,
      List<Trigger> triggers) {
    WebhookDialect dialect = dialects.get(provider);
    if (dialect == null) {
      return nothing(
          Outcome.FAILED, "provider: " + provider + " (expected: one that is installed)");
    }
    List<CiEvent> events;
    try {
      events = dialect.read(request);
    } catch (UnreadableWebhook unreadable) {
      return nothing(Outcome.FAILED, String.valueOf(unreadable.getMessage()));
    }
    List<EventFacts> known = new ArrayList<>();
    events.forEach(event -> EventFacts.of(provider, event).ifPresent(known::add));
    if (known.isEmpty()) {
      return nothing(Outcome.IGNORED, ignored(events));
    }
    List<Firing> firing = new ArrayList<>();
    List<String> against = new ArrayList<>();
    for (EventFacts event : known) {
      for (Trigger trigger : triggers) {
        Trigger.Decision decision = trigger.decide(event);
        if (decision.fires()) {
          firing.add(new Firing(trigger, event));
        } else if (event == known.get(0)) {
          against.add(trigger.name() + ": " + String.join(", ", decision.against()));
        }
      }
    }
    return new Decided(firing, withoutEffect(firing, against));
  }

  private static Settlement withoutEffect(List<Firing> firing, List<String> against) {
    if (!firing.isEmpty()) {
      return Settlement.without(Outcome.IGNORED, "a trigger fired and had nothing to do");
    }
    return Settlement.without(
        Outcome.NO_TRIGGER,
        against.isEmpty() ? "there are no triggers" : String.join("; ", against));
  }

  private static String ignored(List<CiEvent> events) {
    return events.isEmpty()
        ? "it tells nothing"
        : events.stream().map(Decided::whyIgnored).collect(Collectors.joining("; "));
  }

  static String whyIgnored(CiEvent event) {
    return switch (event) {
      case CiEvent.Ping ping -> "a ping";
      case CiEvent.Ignored other -> other.word() + ": " + other.why();
      default -> "";
    };
  }

  private static Decided nothing(Outcome outcome, String reason) {
    return new Decided(List.of(), Settlement.without(outcome, reason));
  }
}
