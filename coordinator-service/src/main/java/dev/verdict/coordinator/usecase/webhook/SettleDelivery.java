package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.coordinator.domain.trigger.Trigger;
import dev.verdict.coordinator.usecase.SubmissionDesk;
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
import java.util.stream.Collectors;

/** Reads a delivery, asks the triggers, does what they say, and gives the outcome its name. */
public final class SettleDelivery {
  private final Vertx vertx;
  private final Map<String, WebhookDialect> dialects;
  private final SubmissionDesk desk;
  private final Set<String> askedFor;

  /**
   * @param askedFor the providers that are asked for deliveries that never came
   */
  public SettleDelivery(
      Vertx vertx,
      Map<String, WebhookDialect> dialects,
      SubmissionDesk desk,
      Collection<String> askedFor) {
    this.vertx = vertx;
    this.dialects = Map.copyOf(dialects);
    this.desk = desk;
    this.askedFor = Set.copyOf(askedFor);
  }

  /**
   * What comes of a delivery, where that can be told before it is held; nothing where it must be
   * compared with others first.
   */
  Optional<Decided> decide(DeliveryLedger.Due due, List<Trigger> triggers) {
    return askedFor.contains(due.provider())
        ? Optional.empty()
        : Optional.of(Decided.of(dialects, due.provider(), due.request(), triggers));
  }

  public Future<Settlement> settle(DeliveryTransaction delivery, List<Trigger> triggers) {
    return settle(delivery, triggers, Optional.empty());
  }

  /**
   * @param decided before it was held; what it tells does not change
   */
  Future<Settlement> settle(
      DeliveryTransaction delivery, List<Trigger> triggers, Optional<Decided> decided) {
    if (!askedFor.contains(delivery.provider())) {
      return act(delivery, triggers, decided);
    }
    return vertx
        .executeBlocking(() -> Meaning.of(delivery.request()), false)
        .compose(delivery::means)
        .compose(
            same ->
                same.isPresent()
                    ? Future.succeededFuture(
                        Settlement.without(
                            Outcome.IGNORED, "it is the same event as delivery " + same.get()))
                    : act(delivery, triggers, decided));
  }

  private Future<Settlement> act(
      DeliveryTransaction delivery, List<Trigger> triggers, Optional<Decided> decided) {
    return decided
        .map(Future::succeededFuture)
        .orElseGet(
            () ->
                vertx.executeBlocking(
                    () -> Decided.of(dialects, delivery.provider(), delivery.request(), triggers),
                    false))
        .compose(
            found ->
                fire(new ActOnDelivery(desk, delivery), found.firing())
                    .map(effects -> effects.isEmpty() ? found.otherwise() : settlement(effects)));
  }

  private static Future<List<Effect>> fire(ActOnDelivery act, List<Decided.Firing> firing) {
    Future<List<Effect>> effects = Future.succeededFuture(new ArrayList<>());
    for (Decided.Firing one : firing) {
      effects =
          effects.compose(
              before ->
                  act.act(one.trigger(), one.event())
                      .map(
                          more -> {
                            before.addAll(more);
                            return before;
                          }));
    }
    return effects;
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
}
