package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.ci.DeliveryHistory.Sent;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.runtime.lifecycle.BackgroundPass;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks CI systems what they have sent, or must have, and takes in what never came: as if it came
 * now, marked, with the one effect that it would have had.
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

  /** What is told of each delivery that was found or given up, and of who could not be asked. */
  @FunctionalInterface
  public interface Meter {
    void lost(String provider, String outcome);
  }

  /**
   * Who is asked, and how.
   *
   * @param retold the providers that tell it in other words than they send
   * @param lookBack nothing older is looked for
   */
  public record Plan(
      List<LostDeliveries.Place> places,
      Set<String> retold,
      Duration interval,
      Duration lookBack) {}

  private final Plan plan;
  private final LostDeliveries lost;
  private final Map<String, WebhookDialect> dialects;
  private final TakeLost take;
  private final Meter meter;
  private final Clock clock;
  private final BackgroundPass background;

  public FindLost(
      Vertx vertx,
      Plan plan,
      LostDeliveries lost,
      Map<String, WebhookDialect> dialects,
      ReceiveDelivery receive,
      Meter meter,
      Clock clock) {
    this.plan = plan;
    this.lost = lost;
    this.dialects = Map.copyOf(dialects);
    this.take = new TakeLost(lost, receive, meter);
    this.meter = meter;
    this.clock = clock;
    // More often than it is due, since another coordinator may be gone; the claim decides.
    Duration look = plan.interval().dividedBy(4).plusMillis(10);
    this.background =
        new BackgroundPass(vertx, "Looking for lost webhooks", look, () -> findAll().map(false));
  }

  public void start() {
    if (!plan.places().isEmpty()) {
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
    for (LostDeliveries.Place place : plan.places()) {
      done =
          done.compose(before -> find(place))
              .recover(
                  failure -> {
                    meter.lost(place.provider(), "not_asked");
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
    return lost.claim(place, plan.interval())
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
    return lost.history(place)
        .compose(
            history ->
                since(place, window)
                    .compose(since -> look(place, window, dialect, history, since, until)));
  }

  private Future<Void> look(
      LostDeliveries.Place place,
      LostDeliveries.Window window,
      WebhookDialect dialect,
      DeliveryHistory history,
      Instant since,
      Instant until) {
    return sent(history, place, window.page(), since, until, new LinkedHashMap<>(), 0)
        .recover(failure -> anew(place, window, failure))
        .compose(
            seen ->
                missing(place, dialect, history, seen.found(), since)
                    .compose(missing -> take.all(place, dialect, history, missing))
                    .compose(all -> through(place, all, seen.more(), until)));
  }

  /** What came while nobody kept what it told could not be told from what never came. */
  private Future<Instant> since(LostDeliveries.Place place, LostDeliveries.Window window) {
    Instant oldest = clock.instant().minus(plan.lookBack());
    Instant from = window.from().isBefore(oldest) ? oldest : window.from();
    Instant since = from.minus(OVERLAP);
    return plan.retold().contains(place.provider())
        ? lost.untoldUntil(place.provider(), since)
        : Future.succeededFuture(since);
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
    var question =
        new DeliveryHistory.Question(place.repository(), "/webhooks/" + place.provider(), from);
    return history
        .sent(question, page)
        .compose(
            one -> {
              for (Sent each : one.deliveries()) {
                if (!each.at().isBefore(from) && each.at().isBefore(until)) {
                  found.put(each.deliveryId(), each);
                }
              }
              if (one.more() == null) {
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

  private Future<List<TakeLost.Missing>> missing(
      LostDeliveries.Place place,
      WebhookDialect dialect,
      DeliveryHistory history,
      Map<String, Sent> sent,
      Instant since) {
    if (sent.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return lost.known(place.provider(), Set.copyOf(sent.keySet()))
        .compose(
            known -> {
              List<Sent> missing = new ArrayList<>();
              sent.values().stream()
                  .filter(one -> !known.contains(one.deliveryId()))
                  .forEach(missing::add);
              missing.sort(Comparator.comparing(Sent::at));
              return plan.retold().contains(place.provider())
                  ? new UntoldEvents(lost, dialect, history).of(missing, since)
                  : Future.succeededFuture(
                      missing.stream().map(one -> new TakeLost.Missing(one, null)).toList());
            });
  }
}
