package dev.verdict.coordinator.usecase.subscription;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sends again what was sent, or what was not wanted yet when it happened. */
public final class ReplayDeliveries {
  private final ManageSubscriptions subscriptions;
  private final DeliveryLedger ledger;
  private final Consumer<Set<UUID>> queued;

  /**
   * @param queued is told who has more waiting
   */
  public ReplayDeliveries(
      ManageSubscriptions subscriptions, DeliveryLedger ledger, Consumer<Set<UUID>> queued) {
    this.subscriptions = subscriptions;
    this.ledger = ledger;
    this.queued = queued;
  }

  public Future<Boolean> one(UUID subscription, UUID delivery) {
    return replay(subscription, () -> ledger.again(subscription, delivery));
  }

  public Future<Integer> run(UUID subscription, UUID run) {
    return replay(subscription, () -> ledger.againRun(subscription, run));
  }

  public Future<Integer> span(UUID subscription, Instant from, Instant to) {
    return replay(subscription, () -> ledger.againSpan(subscription, from, to));
  }

  private <T> Future<T> replay(UUID subscription, Supplier<Future<T>> work) {
    return subscriptions
        .find(subscription)
        .compose(found -> work.get())
        .onSuccess(done -> queued.accept(Set.of(subscription)));
  }
}
