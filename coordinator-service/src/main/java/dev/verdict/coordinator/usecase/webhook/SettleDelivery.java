package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.coordinator.domain.trigger.EventFacts;
import dev.verdict.coordinator.domain.trigger.Trigger;
import dev.verdict.coordinator.domain.trigger.TriggerAction;
import dev.verdict.coordinator.usecase.SubmissionDesk;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import dev.verdict.plugin.webhook.WebhookDialect;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads a delivery, asks the triggers, does what they say, and gives the outcome its name. */
public final class SettleDelivery {
  private final Vertx vertx;
  private final Map<String, WebhookDialect> dialects;
  private final SubmissionDesk desk;
  private final Set<String> askedFor;
  private final Set<String> retold;
  private final CommitsInFull commits;

  public SettleDelivery(
      Vertx vertx,
      Map<String, WebhookDialect> dialects,
      SubmissionDesk desk,
      Collection<String> askedFor) {
    this(vertx, dialects, desk, askedFor, Set.of(), FullCommits.NOBODY);
  }

  /**
   * @param askedFor the providers that are asked for deliveries that never came
   * @param retold those that tell it in other words than they send
   * @param commits who tells all digits of a commit
   */
  public SettleDelivery(
      Vertx vertx,
      Map<String, WebhookDialect> dialects,
      SubmissionDesk desk,
      Collection<String> askedFor,
      Collection<String> retold,
      FullCommits commits) {
    this.vertx = vertx;
    this.dialects = Map.copyOf(dialects);
    this.desk = desk;
    this.askedFor = Set.copyOf(askedFor);
    this.retold = Set.copyOf(retold);
    this.commits = new CommitsInFull(commits);
  }

  /** What a delivery tells, and which triggers that fires. */
  private record Decided(List<Firing> firing, Settlement otherwise) {}

  private record Firing(Trigger trigger, EventFacts event) {}

  /** A push may name very many files: what is decided about them is decided beside the loop. */
  public Future<Settlement> settle(DeliveryTransaction delivery, List<Trigger> triggers) {
    WebhookDialect dialect = dialects.get(delivery.provider());
    Optional<UUID> same = delivery.sameAs();
    if (dialect == null || same.isEmpty()) {
      return settleOnce(delivery, triggers);
    }
    return delivery
        .since(same.get())
        .compose(
            since ->
                vertx.executeBlocking(
                    () -> RepeatedPush.isAnother(dialect, delivery.request(), since), false))
        .compose(
            another ->
                another
                    ? settleOnce(delivery, triggers)
                    : Future.succeededFuture(
                        none(
                            Outcome.IGNORED,
                            "it says the same as delivery "
                                + same.get()
                                + ", and nobody has told that the branch was moved back since")));
  }

  private Future<Settlement> settleOnce(DeliveryTransaction delivery, List<Trigger> triggers) {
    if (!askedFor.contains(delivery.provider())) {
      return act(delivery, triggers, Set.of());
    }
    WebhookDialect dialect = dialects.get(delivery.provider());
    if (dialect != null && retold.contains(delivery.provider())) {
      return untold(delivery, dialect, triggers);
    }
    return vertx
        .executeBlocking(() -> Meaning.of(delivery.request()), false)
        .compose(delivery::means)
        .compose(
            same ->
                same.isPresent()
                    ? Future.succeededFuture(
                        none(Outcome.IGNORED, "it is the same event as delivery " + same.get()))
                    : act(delivery, triggers, Set.of()));
  }

  /** What was told before has no second effect; what else the same delivery tells has its first. */
  private Future<Settlement> untold(
      DeliveryTransaction delivery, WebhookDialect dialect, List<Trigger> triggers) {
    return vertx
        .executeBlocking(() -> told(dialect, delivery), false)
        .compose(
            told ->
                delivery
                    .tell(told)
                    .compose(
                        before ->
                            !told.isEmpty() && before.size() == told.size()
                                ? Future.succeededFuture(
                                    none(
                                        Outcome.IGNORED,
                                        "it is the same event as delivery "
                                            + before.values().iterator().next()))
                                : act(delivery, triggers, before.keySet())));
  }

  private static List<Told> told(WebhookDialect dialect, DeliveryTransaction delivery) {
    try {
      return Told.in(dialect, delivery.request());
    } catch (UnreadableWebhook unreadable) {
      return List.of();
    }
  }

  private Future<Settlement> act(
      DeliveryTransaction delivery, List<Trigger> triggers, Set<String> toldBefore) {
    return vertx
        .executeBlocking(() -> decide(delivery, triggers), false)
        .compose(
            decided ->
                fire(
                        new ActOnDelivery(desk, delivery),
                        decided.firing().stream()
                            .filter(one -> !toldBefore.contains(Told.of(one.event()).key()))
                            .toList())
                    .map(effects -> effects.isEmpty() ? decided.otherwise() : settlement(effects)));
  }

  private Decided decide(DeliveryTransaction delivery, List<Trigger> triggers) {
    WebhookDialect dialect = dialects.get(delivery.provider());
    if (dialect == null) {
      return nothing(
          Outcome.FAILED,
          "provider: " + delivery.provider() + " (expected: one that is installed)");
    }
    List<CiEvent> events;
    try {
      events = dialect.read(delivery.request());
    } catch (UnreadableWebhook unreadable) {
      return nothing(Outcome.FAILED, String.valueOf(unreadable.getMessage()));
    }
    List<EventFacts> known = new ArrayList<>();
    events.forEach(event -> EventFacts.of(delivery.provider(), event).ifPresent(known::add));
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
      return none(Outcome.IGNORED, "a trigger fired and had nothing to do");
    }
    return none(
        Outcome.NO_TRIGGER,
        against.isEmpty() ? "there are no triggers" : String.join("; ", against));
  }

  private Future<List<Effect>> fire(ActOnDelivery act, List<Firing> firing) {
    Future<List<Effect>> effects = Future.succeededFuture(new ArrayList<>());
    for (Firing one : firing) {
      effects =
          effects.compose(
              before ->
                  inFull(act, one)
                      .map(
                          more -> {
                            before.addAll(more);
                            return before;
                          }));
    }
    return effects;
  }

  /** A run is of a commit that a worker can fetch. */
  private Future<List<Effect>> inFull(ActOnDelivery act, Firing one) {
    Trigger trigger = one.trigger();
    if (trigger.action() != TriggerAction.START_RUN) {
      return act.act(trigger, one.event());
    }
    return commits
        .of(one.event())
        .transform(
            event ->
                event.succeeded()
                    ? act.act(trigger, event.result())
                    : CommitsInFull.isForGood(event.cause())
                        ? Future.succeededFuture(
                            List.of(ActOnDelivery.noCommit(trigger, one.event(), event.cause())))
                        : Future.failedFuture(event.cause()));
  }

  private static Settlement settlement(List<Effect> effects) {
    Outcome outcome =
        Arrays.stream(Outcome.values())
            .filter(one -> effects.stream().anyMatch(effect -> effect.outcome().equals(one.word())))
            .findFirst()
            .orElse(Outcome.IGNORED);
    String reason =
        effects.stream()
            .map(effect -> effect.trigger() + ": " + effect.outcome() + ", " + effect.detail())
            .collect(Collectors.joining("; "));
    return new Settlement(outcome, reason, effects);
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

  private static Decided nothing(Outcome outcome, String reason) {
    return new Decided(List.of(), none(outcome, reason));
  }

  private static Settlement none(Outcome outcome, String reason) {
    return new Settlement(outcome, reason, List.of());
  }
}
