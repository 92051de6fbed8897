package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.coordinator.domain.trigger.Trigger;
import dev.verdict.runtime.lifecycle.BackgroundPass;
import dev.verdict.runtime.tracing.SpanName;
import dev.verdict.runtime.tracing.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives waiting deliveries their effect, as soon as one was kept. Once a second it looks without
 * being woken: for what is due again, and for what another coordinator kept and could not finish.
 *
 * <pre>
 *   kept ──nothing comes of it: outcomes of many in one commit──────────────────────────────────────────────▶ settled
 *   kept ──claim: attempt + 1, due again after the back-off──▶ claimed ──effects and outcome in one commit──▶ settled
 *    ▲                                                           │
 *    └───────────── failed, or its coordinator is gone ◀─────────┴── failed too often ──▶ parked as failed
 * </pre>
 */
public final class ProcessDeliveries {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessDeliveries.class);
  private static final Duration FALLBACK = Duration.ofSeconds(1);
  private static final int AT_ONCE = 4;
  private static final int LOOK = 128;
  private static final int CLAIM = 64;

  /** The limits of trying. */
  public record Patience(Duration backOff, int attempts) {
    /** 2 s, 6 s, 18 s, … for some hours. */
    public static final Patience USUAL = new Patience(Duration.ofSeconds(2), 9);
  }

  private final Vertx vertx;
  private final Tracing tracing;
  private final DeliveryLedger ledger;
  private final TriggerCatalog triggers;
  private final SettleDelivery settle;
  private final Patience patience;
  private final BiConsumer<String, Outcome> settled;
  private final BackgroundPass background;

  /**
   * @param settled is told of each provider and outcome after the commit
   */
  public ProcessDeliveries(
      Vertx vertx,
      DeliveryLedger ledger,
      TriggerCatalog triggers,
      SettleDelivery settle,
      Patience patience,
      BiConsumer<String, Outcome> settled) {
    this.vertx = vertx;
    this.tracing = Tracing.of(vertx);
    this.ledger = ledger;
    this.triggers = triggers;
    this.settle = settle;
    this.patience = patience;
    this.settled = settled;
    this.background = new BackgroundPass(vertx, "Processing of webhooks", FALLBACK, this::some);
  }

  public void start() {
    background.start();
    background.wake();
  }

  /** What was claimed and is not begun then is due again after the back-off. */
  public Future<Void> stop() {
    return background.stop();
  }

  public void wake() {
    background.wake();
  }

  /** Whether there may be more. */
  private Future<Boolean> some() {
    Glance glance = new Glance(vertx, settle, triggers);
    return ledger
        .take(LOOK, CLAIM, patience.backOff(), glance)
        .recover(
            failure -> {
              // Whatever one of them did to the others: each is tried by itself.
              LOG.debug("Webhooks: not settled together", failure);
              return ledger.take(LOOK, CLAIM, patience.backOff(), DeliveryLedger.Look.AT_NONE);
            })
        .compose(
            taken -> {
              taken
                  .ended()
                  .forEach(one -> settled.accept(one.provider(), one.settlement().outcome()));
              return claimed(taken.claimed(), glance).map(taken.more());
            });
  }

  private Future<Void> claimed(List<DeliveryLedger.Claimed> claimed, Glance glance) {
    return claimed.isEmpty()
        ? Future.succeededFuture()
        : glance.triggers().compose(all -> each(claimed, glance, all));
  }

  private Future<Void> each(
      List<DeliveryLedger.Claimed> claimed, Glance glance, List<Trigger> all) {
    List<Future<Void>> lanes = new ArrayList<>();
    for (int lane = 0; lane < AT_ONCE; lane++) {
      Future<Void> one = Future.succeededFuture();
      for (int i = lane; i < claimed.size(); i += AT_ONCE) {
        DeliveryLedger.Claimed next = claimed.get(i);
        one = one.compose(before -> one(next, glance, all));
      }
      lanes.add(one);
    }
    return Future.join(lanes).mapEmpty();
  }

  /** One that fails must not keep the others waiting. */
  private Future<Void> one(DeliveryLedger.Claimed claimed, Glance glance, List<Trigger> all) {
    if (background.isStopped()) {
      return Future.succeededFuture();
    }
    Outcome[] outcome = new Outcome[1];
    return tracing
        .within(
            vertx,
            SpanName.of("process webhook").with("verdict.provider", claimed.provider()),
            claimed.traceparent(),
            () ->
                settled(claimed, glance, all, outcome)
                    .recover(
                        failure ->
                            failure instanceof NotYet notYet
                                ? notYet
                                    .asked()
                                    .transform(answered -> settled(claimed, glance, all, outcome))
                                : Future.failedFuture(failure)))
        .onSuccess(
            done -> {
              if (done) {
                settled.accept(claimed.provider(), outcome[0]);
              }
            })
        .recover(failure -> failed(claimed, failure).map(false))
        .mapEmpty();
  }

  private Future<Boolean> settled(
      DeliveryLedger.Claimed claimed, Glance glance, List<Trigger> all, Outcome[] outcome) {
    return ledger.settle(
        claimed.id(),
        delivery ->
            settle
                .settle(delivery, all, glance.decided(claimed.id()))
                .onSuccess(settlement -> outcome[0] = settlement.outcome()));
  }

  private Future<Void> failed(DeliveryLedger.Claimed claimed, Throwable failure) {
    boolean last = claimed.attempt() >= patience.attempts();
    LOG.warn(
        "Webhooks: delivery {} failed, attempt {}{}: {}",
        claimed.id(),
        claimed.attempt(),
        last ? ", the last" : "",
        failure.toString());
    return ledger
        .failed(claimed.id(), "attempt " + claimed.attempt() + ": " + failure, last)
        .onSuccess(
            parked -> {
              if (last) {
                settled.accept(claimed.provider(), Outcome.FAILED);
              }
            })
        .otherwiseEmpty();
  }
}
