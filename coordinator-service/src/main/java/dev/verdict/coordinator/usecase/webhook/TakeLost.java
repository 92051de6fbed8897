package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.plugin.ci.ConnectionError;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.ci.DeliveryHistory.Request;
import dev.verdict.plugin.ci.DeliveryHistory.Sent;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import dev.verdict.plugin.webhook.WebhookDialect;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what never came, the oldest first.
 *
 * <pre>
 *   missing ──had──▶ kept as a delivery
 *      │ ▲
 *      │ └── cannot be had: the others go on, and it is tried at the next look
 *      └──── for the fifth time, or it is gone ──▶ given up: in the ledger as failed, and known from then on
 * </pre>
 */
final class TakeLost {
  private static final Logger LOG = LoggerFactory.getLogger(TakeLost.class);
  private static final int MOST_AT_ONCE = 200;
  private static final int MOST_TRIES = 5;

  /** So many in a row are an outage, and not their own fault. */
  private static final int OUTAGE = 3;

  private final LostDeliveries lost;
  private final ReceiveDelivery receive;
  private final FindLost.Meter meter;

  TakeLost(LostDeliveries lost, ReceiveDelivery receive, FindLost.Meter meter) {
    this.lost = lost;
    this.receive = receive;
    this.meter = meter;
  }

  /**
   * @param request where it was had already
   */
  record Missing(Sent sent, @Nullable Request request) {}

  static InboundRequest inbound(Request request) {
    return new InboundRequest(request.headers(), Map.of(), request.body(), request.body());
  }

  /**
   * What is done with those of one place.
   *
   * @param left some are left for the next time
   */
  private record Progress(int failedInARow, boolean left) {}

  /** False when some are left for the next time. */
  Future<Boolean> all(
      LostDeliveries.Place place,
      WebhookDialect dialect,
      DeliveryHistory history,
      List<Missing> missing) {
    Future<Progress> done = Future.succeededFuture(new Progress(0, missing.size() > MOST_AT_ONCE));
    for (Missing one : missing.subList(0, Math.min(MOST_AT_ONCE, missing.size()))) {
      done =
          done.compose(
              before ->
                  before.failedInARow() >= OUTAGE
                      ? Future.succeededFuture(before)
                      : take(place, dialect, history, one).map(ended -> after(before, ended)));
    }
    return done.map(progress -> !progress.left());
  }

  private static Progress after(Progress before, boolean ended) {
    return ended ? new Progress(0, before.left()) : new Progress(before.failedInARow() + 1, true);
  }

  /** False when it is to be tried again. */
  private Future<Boolean> take(
      LostDeliveries.Place place, WebhookDialect dialect, DeliveryHistory history, Missing one) {
    Sent sent = one.sent();
    Request had = one.request();
    return (had == null ? history.request(sent) : Future.succeededFuture(had))
        .compose(request -> receive.madeUpFor(dialect, inbound(request)))
        .map(
            kept -> {
              meter.lost(place.provider(), "made_up");
              LOG.info(
                  "Webhooks: {} of {} was sent at {} and never came: it is delivery {} now",
                  sent.deliveryId(),
                  place.provider(),
                  sent.at(),
                  kept.id());
              return true;
            })
        .recover(failure -> failed(place, sent, failure));
  }

  private Future<Boolean> failed(LostDeliveries.Place place, Sent sent, Throwable failure) {
    // Nobody ever gets it.
    if (failure instanceof UnreadableWebhook || failure instanceof ResourceNotFoundError) {
      return giveUp(place, sent, String.valueOf(failure.getMessage()));
    }
    // Of a wrong credential, a limit or a database that is away all would fail.
    if (!(failure instanceof ConnectionError)) {
      return Future.failedFuture(failure);
    }
    return lost.failed(place, sent.deliveryId())
        .compose(
            tries -> {
              LOG.warn(
                  "Webhooks: {} of {} never came and cannot be had, attempt {}: {}",
                  sent.deliveryId(),
                  place.provider(),
                  tries,
                  failure.getMessage());
              return tries < MOST_TRIES
                  ? Future.succeededFuture(false)
                  : giveUp(place, sent, tries + " attempts: " + failure.getMessage());
            });
  }

  private Future<Boolean> giveUp(LostDeliveries.Place place, Sent sent, String why) {
    return lost.giveUp(place, sent, "it never came and cannot be had: " + why)
        .map(
            kept -> {
              meter.lost(place.provider(), "given_up");
              LOG.warn(
                  "Webhooks: {} of {} is left out: {}", sent.deliveryId(), place.provider(), why);
              return true;
            });
  }
}
