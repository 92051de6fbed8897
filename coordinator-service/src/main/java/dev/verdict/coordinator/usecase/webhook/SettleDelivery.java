package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.coordinator.domain.trigger.EventFacts;
import dev.verdict.coordinator.domain.trigger.Trigger;
import dev.verdict.coordinator.usecase.SubmissionDesk;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import dev.verdict.plugin.webhook.WebhookDialect;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads a delivery, asks the triggers, does what they say, and gives the outcome its name. */
public final class SettleDelivery {
  private final Map<String, WebhookDialect> dialects;
  private final SubmissionDesk desk;

  public SettleDelivery(Map<String, WebhookDialect> dialects, SubmissionDesk desk) {
    this.dialects = Map.copyOf(dialects);
    this.desk = desk;
  }

  public Future<Settlement> settle(DeliveryTransaction delivery, List<Trigger> triggers) {
    WebhookDialect dialect = dialects.get(delivery.provider());
    if (dialect == null) {
      return Future.succeededFuture(
          none(
              Outcome.FAILED,
              "provider: " + delivery.provider() + " (expected: one that is installed)"));
    }
    List<CiEvent> events;
    try {
      events = dialect.read(delivery.request());
    } catch (UnreadableWebhook unreadable) {
      return Future.succeededFuture(none(Outcome.FAILED, String.valueOf(unreadable.getMessage())));
    }
    List<EventFacts> known = new ArrayList<>();
    events.forEach(event -> EventFacts.of(delivery.provider(), event).ifPresent(known::add));
    if (known.isEmpty()) {
      return Future.succeededFuture(none(Outcome.IGNORED, ignored(events)));
    }
    return fire(new ActOnDelivery(desk, delivery), known, triggers)
        .map(effects -> settlement(effects, known, triggers));
  }

  private static Future<List<Effect>> fire(
      ActOnDelivery act, List<EventFacts> events, List<Trigger> triggers) {
    Future<List<Effect>> effects = Future.succeededFuture(new ArrayList<>());
    for (EventFacts event : events) {
      for (Trigger trigger : triggers) {
        if (trigger.decide(event).fires()) {
          effects =
              effects.compose(
                  before ->
                      act.act(trigger, event)
                          .map(
                              more -> {
                                before.addAll(more);
                                return before;
                              }));
        }
      }
    }
    return effects;
  }

  private static Settlement settlement(
      List<Effect> effects, List<EventFacts> events, List<Trigger> triggers) {
    if (!effects.isEmpty()) {
      Outcome outcome =
          Arrays.stream(Outcome.values())
              .filter(
                  one -> effects.stream().anyMatch(effect -> effect.outcome().equals(one.word())))
              .findFirst()
              .orElse(Outcome.IGNORED);
      String reason =
          effects.stream()
              .map(effect -> effect.trigger() + ": " + effect.outcome() + ", " + effect.detail())
              .collect(Collectors.joining("; "));
      return new Settlement(outcome, reason, effects);
    }
    boolean fired =
        events.stream()
            .anyMatch(event -> triggers.stream().anyMatch(one -> one.decide(event).fires()));
    return fired
        ? none(Outcome.IGNORED, "a trigger fired and had nothing to do")
        : none(Outcome.NO_TRIGGER, noTrigger(events.get(0), triggers));
  }

  private static String noTrigger(EventFacts event, List<Trigger> triggers) {
    return triggers.isEmpty()
        ? "there are no triggers"
        : triggers.stream()
            .map(one -> one.name() + ": " + String.join(", ", one.decide(event).against()))
            .collect(Collectors.joining("; "));
  }

  private static String ignored(List<CiEvent> events) {
    return events.isEmpty()
        ? "it tells nothing"
        : events.stream().map(SettleDelivery::whyIgnored).collect(Collectors.joining("; "));
  }

  static String whyIgnored(CiEvent event) {
    return switch (event) {
      case CiEvent.Ping ping -> "a ping";
      case CiEvent.Ignored other -> other.word() + ": " + other.why();
      default -> "";
    };
  }

  private static Settlement none(Outcome outcome, String reason) {
    return new Settlement(outcome, reason, List.of());
  }
}
