package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.coordinator.domain.trigger.Trigger;
import dev.verdict.coordinator.domain.trigger.TriggerAction;
import dev.verdict.coordinator.usecase.SubmissionDesk;
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
    WebhookDialect dialect = dialects.get(delivery.provider());
    Optional<UUID> same = delivery.sameAs();
    if (dialect == null || same.isEmpty()) {
      return settleOnce(delivery, triggers, decided);
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
                    ? settleOnce(delivery, triggers, decided)
                    : Future.succeededFuture(
                        Settlement.without(
                            Outcome.IGNORED,
                            "it says the same as delivery "
                                + same.get()
                                + ", and nobody has told that the branch was moved back since")));
  }

  private Future<Settlement> settleOnce(
      DeliveryTransaction delivery, List<Trigger> triggers, Optional<Decided> decided) {
    if (!askedFor.contains(delivery.provider())) {
      return act(delivery, triggers, decided, Set.of());
    }
    WebhookDialect dialect = dialects.get(delivery.provider());
    if (dialect != null && retold.contains(delivery.provider())) {
      return untold(delivery, dialect, triggers, decided);
    }
    return vertx
        .executeBlocking(() -> Meaning.of(delivery.request()), false)
        .compose(delivery::means)
        .compose(
            same ->
                same.isPresent()
                    ? Future.succeededFuture(sameEvent(same.get()))
                    : act(delivery, triggers, decided, Set.of()));
  }

  private static Settlement sameEvent(UUID before) {
    return Settlement.without(Outcome.IGNORED, "it is the same event as delivery " + before);
  }

  /** What was told before has no second effect; what else the same delivery tells has its first. */
  private Future<Settlement> untold(
      DeliveryTransaction delivery,
      WebhookDialect dialect,
      List<Trigger> triggers,
      Optional<Decided> decided) {
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
                                    sameEvent(before.values().iterator().next()))
                                : act(delivery, triggers, decided, before.keySet())));
  }

  private static List<Told> told(WebhookDialect dialect, DeliveryTransaction delivery) {
    try {
      return Told.in(dialect, delivery.request());
    } catch (UnreadableWebhook unreadable) {
      return List.of();
    }
  }

  private Future<Settlement> act(
      DeliveryTransaction delivery,
      List<Trigger> triggers,
      Optional<Decided> decided,
      Set<String> toldBefore) {
    return decided
        .map(Future::succeededFuture)
        .orElseGet(
            () ->
                vertx.executeBlocking(
                    () -> Decided.of(dialects, delivery.provider(), delivery.request(), triggers),
                    false))
        .compose(
            found ->
                fire(
                        new ActOnDelivery(desk, delivery),
                        found.firing().stream()
                            .filter(one -> !toldBefore.contains(Told.of(one.event()).key()))
                            .toList())
                    .map(effects -> effects.isEmpty() ? found.otherwise() : settlement(effects)));
  }

  private Future<List<Effect>> fire(ActOnDelivery act, List<Decided.Firing> firing) {
    Future<List<Effect>> effects = Future.succeededFuture(new ArrayList<>());
    for (Decided.Firing one : firing) {
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
  private Future<List<Effect>> inFull(ActOnDelivery act, Decided.Firing one) {
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
}
