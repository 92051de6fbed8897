package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.ci.DeliveryHistory.Sent;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.runtime.lifecycle.BackgroundPass;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks CI systems what they have sent, and takes in what never came: as if it came now, marked,
 * with the one effect that it would have had.
 *
 * <pre>
 *   due ──claimed──▶ what was sent since ──▶ what of it came? ──the rest──▶ asked for, kept ──▶ complete until then
 *    ▲                      └──────────── could not be asked ────────────────────┤
 *    │                                                     more pages: goes on with them the next time
 *    └──── after the interval, by whichever coordinator is first
 * </pre>
 */
public final class FindLost {
  private static final Logger LOG = LoggerFactory.getLogger(FindLost.class);
  private static final Duration PASS_LIMIT = Duration.ofMinutes(4);

  /** What was sent a moment ago may be on its way. */
  private static final Duration UNDER_WAY = Duration.ofMinutes(1);

  /** Clocks differ, and a list may show things late. */
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  private static final int MOST_PAGES = 20;
  private static final int MOST_AT_ONCE = 200;

  private final List<LostDeliveries.Place> places;
  private final LostDeliveries lost;
  private final Map<String, WebhookDialect> dialects;
  private final ReceiveDelivery receive;
  private final Duration interval;
  private final Clock clock;
  private final BackgroundPass background;

  public FindLost(
      Vertx vertx,
      List<LostDeliveries.Place> places,
      LostDeliveries lost,
      Map<String, WebhookDialect> dialects,
      ReceiveDelivery receive,
      Duration interval,
      Clock clock) {
    this.places = List.copyOf(places);
    this.lost = lost;
    this.dialects = Map.copyOf(dialects);
    this.receive = receive;
    this.interval = interval;
    this.clock = clock;
    // More often than it is due, since another coordinator may be gone; the claim decides.
    Duration look = interval.dividedBy(4).plusMillis(10);
    this.background =
        new BackgroundPass(vertx, "Looking for lost webhooks", look, () -> findAll().map(false));
  }

  public void start() {
    if (!places.isEmpty()) {
      background.start();
      background.wake();
    }
  }

  public Future<Void> stop() {
    return background.stop();
  }

  /** One that cannot be asked must not keep the others from their turn. */
  private Future<Void> findAll() {
    Future<Void> done = Future.succeededFuture();
    for (LostDeliveries.Place place : places) {
      done =
          done.compose(before -> find(place))
              .recover(
                  failure -> {
                    LOG.warn(
                        "Webhooks: {} of {} cannot be asked for what was lost: {}",
                        place.repository(),
                        place.provider(),
                        failure.toString());
                    return Future.succeededFuture();
                  });
    }
    return done;
  }

  private Future<Void> find(LostDeliveries.Place place) {
    return lost.claim(place, interval)
        .compose(
            window ->
                window.isEmpty()
                    ? Future.succeededFuture()
                    : find(place, window.get())
                        .timeout(PASS_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
  }

  private Future<Void> find(LostDeliveries.Place place, LostDeliveries.Window window) {
    WebhookDialect dialect = dialects.get(place.provider());
    if (dialect == null) {
      return Future.failedFuture("no such webhooks: " + place.provider());
    }
    Instant begun = window.until();
    Instant until = begun == null ? clock.instant().minus(UNDER_WAY) : begun;
    Instant from = window.from().minus(OVERLAP);
    return lost.history(place)
        .compose(
            history ->
                sent(history, place, window.page(), from, until, new LinkedHashMap<>(), 0)
                    .recover(failure -> anew(place, window, failure))
                    .compose(
                        seen ->
                            missing(place, seen.found())
                                .compose(missing -> takeAll(place, dialect, history, missing))
                                .compose(all -> through(place, all, seen.more(), until))));
  }

  /** What was taken now is known the next time, so what is left over is found by looking again. */
  private Future<Void> through(
      LostDeliveries.Place place, boolean all, @Nullable String more, Instant until) {
    if (!all) {
      return Future.succeededFuture();
    }
    return more == null ? lost.complete(place, until) : lost.goOn(place, more, until);
  }

  /** The sender may not know a page any more; it would be asked for that for ever. */
  private Future<Seen> anew(
      LostDeliveries.Place place, LostDeliveries.Window window, Throwable failure) {
    return window.page().isEmpty()
        ? Future.failedFuture(failure)
        : lost.goOn(place, "", null).transform(noted -> Future.failedFuture(failure));
  }

  /**
   * Some of what was sent.
   *
   * @param found by the sender's id
   * @param more the page with older ones that were not looked at
   */
  private record Seen(Map<String, Sent> found, @Nullable String more) {}

  /** By the sender's id: what was sent several times is there once, as it was first. */
  private Future<Seen> sent(
      DeliveryHistory history,
      LostDeliveries.Place place,
      String page,
      Instant from,
      Instant until,
      Map<String, Sent> found,
      int pages) {
    return history
        .sent("/webhooks/" + place.provider(), page)
        .compose(
            one -> {
              boolean over = false;
              for (Sent each : one.deliveries()) {
                over |= each.at().isBefore(from);
                if (!each.at().isBefore(from) && each.at().isBefore(until)) {
                  found.put(each.deliveryId(), each);
                }
              }
              if (over || one.more() == null) {
                return Future.succeededFuture(new Seen(found, null));
              }
              if (pages + 1 >= MOST_PAGES) {
                LOG.info(
                    "Webhooks: {} of {} has sent more since {} than is looked at at a time",
                    place.repository(),
                    place.provider(),
                    from);
                return Future.succeededFuture(new Seen(found, one.more()));
              }
              return sent(history, place, one.more(), from, until, found, pages + 1);
            });
  }

  private Future<List<Sent>> missing(LostDeliveries.Place place, Map<String, Sent> sent) {
    if (sent.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return lost.known(place.provider(), Set.copyOf(sent.keySet()))
        .map(
            known -> {
              List<Sent> missing = new ArrayList<>();
              sent.values().stream()
                  .filter(one -> !known.contains(one.deliveryId()))
                  .forEach(one -> missing.add(0, one));
              return missing;
            });
  }

  /** The oldest first; false when some are left for the next time. */
  private Future<Boolean> takeAll(
      LostDeliveries.Place place,
      WebhookDialect dialect,
      DeliveryHistory history,
      List<Sent> missing) {
    Future<Void> taken = Future.succeededFuture();
    for (Sent one : missing.subList(0, Math.min(MOST_AT_ONCE, missing.size()))) {
      taken = taken.compose(before -> take(place, dialect, history, one));
    }
    return taken.map(done -> missing.size() <= MOST_AT_ONCE);
  }

  private Future<Void> take(
      LostDeliveries.Place place, WebhookDialect dialect, DeliveryHistory history, Sent one) {
    return history
        .request(one)
        .map(sent -> new InboundRequest(sent.headers(), Map.of(), sent.body(), sent.body()))
        .compose(request -> receive.madeUpFor(dialect, request))
        .onSuccess(
            kept ->
                LOG.info(
                    "Webhooks: {} of {} was sent at {} and never came: it is delivery {} now",
                    one.deliveryId(),
                    place.provider(),
                    one.at(),
                    kept.id()))
        .recover(
            failure -> {
              // Nobody ever gets it; it must not keep those that were sent after it.
              if (failure instanceof UnreadableWebhook
                  || failure instanceof ResourceNotFoundError) {
                LOG.warn("Webhooks: {} is left out: {}", one.deliveryId(), failure.getMessage());
                return Future.succeededFuture();
              }
              return Future.failedFuture(failure);
            })
        .mapEmpty();
  }
}
