package dev.verdict.coordinator.usecase.subscription;

import dev.verdict.coordinator.domain.subscription.SubscriptionState;
import dev.verdict.runtime.lifecycle.BackgroundPass;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Queues deliveries for what is published, whenever something was. Many commits that come together
 * are one step; a look once a second covers what another coordinator has committed.
 */
public final class FollowEvents {
  private static final Duration FALLBACK = Duration.ofSeconds(1);
  private static final long GATHER_MS = 10;

  private final Vertx vertx;
  private final EventFeed feed;
  private final Subscriptions subscriptions;
  private final Consumer<Set<UUID>> queued;
  private final BackgroundPass background;
  private volatile boolean anybody = true;

  /**
   * @param queued is told who has more waiting
   */
  public FollowEvents(
      Vertx vertx, EventFeed feed, Subscriptions subscriptions, Consumer<Set<UUID>> queued) {
    this.vertx = vertx;
    this.feed = feed;
    this.subscriptions = subscriptions;
    this.queued = queued;
    this.background = new BackgroundPass(vertx, "Queueing of deliveries", FALLBACK, this::step);
  }

  public void start() {
    background.start();
  }

  /** Something was published. Cheap; a call too many does no harm. */
  public void wake() {
    // Where nobody has subscribed, each commit would be followed by a step for nothing.
    if (anybody) {
      background.wake();
    }
  }

  private Future<Boolean> step() {
    return feed.advance()
        .compose(this::handle)
        .compose(
            more -> more ? Future.succeededFuture(true) : gather().map(false),
            failure -> gather().compose(gathered -> Future.failedFuture(failure)));
  }

  /** What is committed in the meantime is taken together. */
  private Future<Void> gather() {
    return background.isStopped()
        ? Future.succeededFuture()
        : vertx.timer(GATHER_MS, TimeUnit.MILLISECONDS).mapEmpty();
  }

  private Future<Boolean> handle(EventFeed.Advance advance) {
    anybody = advance.anybody();
    if (!advance.queuedFor().isEmpty()) {
      queued.accept(advance.queuedFor());
    }
    Future<Void> parked = Future.succeededFuture();
    for (var slow : advance.tooSlow()) {
      parked =
          parked.compose(
              before ->
                  subscriptions
                      .suspend(
                          slow,
                          SubscriptionState.PARKED,
                          "its filter takes too long; what came since it was noticed is missing")
                      .mapEmpty());
    }
    return parked.map(advance.more());
  }

  /** Waits for the step at hand. */
  public Future<Void> stop() {
    return background.stop();
  }
}
