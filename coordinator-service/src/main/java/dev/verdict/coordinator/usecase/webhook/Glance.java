package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.coordinator.domain.trigger.Trigger;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at deliveries that are due: most of what comes in starts nothing, and what starts
 * nothing needs no transaction of its own. It remembers what it found of the others.
 */
final class Glance implements DeliveryLedger.Look {
  private static final Logger LOG = LoggerFactory.getLogger(Glance.class);

  /** Conditions can be slow, and what is looked at is locked meanwhile. */
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Vertx vertx;
  private final SettleDelivery settle;
  private final TriggerCatalog catalog;
  private Optional<List<Trigger>> triggers = Optional.empty();
  private Map<UUID, Decided> decided = Map.of();

  Glance(Vertx vertx, SettleDelivery settle, TriggerCatalog catalog) {
    this.vertx = vertx;
    this.settle = settle;
    this.catalog = catalog;
  }

  @Override
  public Future<Map<UUID, Settlement>> at(List<DeliveryLedger.Due> due) {
    return catalog
        .all()
        .compose(
            all -> {
              triggers = Optional.of(all);
              return vertx.executeBlocking(() -> decide(due, all), false);
            })
        .map(
            found -> {
              decided = found;
              Map<UUID, Settlement> quiet = new HashMap<>();
              found.forEach(
                  (id, one) -> {
                    if (one.isQuiet()) {
                      quiet.put(id, one.otherwise());
                    }
                  });
              return quiet;
            });
  }

  private Map<UUID, Decided> decide(List<DeliveryLedger.Due> due, List<Trigger> all) {
    long begin = System.nanoTime();
    Map<UUID, Decided> found = new HashMap<>();
    for (DeliveryLedger.Due one : due) {
      if (System.nanoTime() - begin > LONGEST_NANOS) {
        break;
      }
      try {
        settle.decide(one, all).ifPresent(decision -> found.put(one.id(), decision));
      } catch (RuntimeException failure) {
        // It is tried by itself, where its failure is counted and told.
        LOG.debug("Webhooks: delivery {} could not be looked at", one.id(), failure);
      }
    }
    return found;
  }

  /** Those that it looked with; asked for where it has not looked at anything. */
  Future<List<Trigger>> triggers() {
    return triggers.map(Future::succeededFuture).orElseGet(catalog::all);
  }

  Optional<Decided> decided(UUID delivery) {
    return Optional.ofNullable(decided.get(delivery));
  }
}
