package dev.verdict.coordinator;

import dev.verdict.coordinator.usecase.webhook.DeliveryLedger;
import dev.verdict.coordinator.usecase.webhook.DeliveryTransaction;
import dev.verdict.coordinator.usecase.webhook.Settlement;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;

/** A ledger in which one delivery can never be settled. */
record Poisoned(DeliveryLedger ledger, UUID poison) implements DeliveryLedger {
  @Override
  public Future<Taken> take(int most, int mostClaimed, Duration backOff, Look look) {
    return ledger.take(most, mostClaimed, backOff, look);
  }

  @Override
  public Future<Boolean> settle(UUID id, Function<DeliveryTransaction, Future<Settlement>> work) {
    return ledger.settle(
        id,
        delivery ->
            id.equals(poison)
                ? work.apply(delivery).compose(done -> Future.failedFuture("poison"))
                : work.apply(delivery));
  }

  @Override
  public Future<Void> failed(UUID id, String why, boolean last) {
    return ledger.failed(id, why, last);
  }
}
