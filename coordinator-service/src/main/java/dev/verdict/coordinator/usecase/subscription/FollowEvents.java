package dev.verdict.coordinator.usecase.subscription;

import dev.verdict.coordinator.domain.subscription.SubscriptionState;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queues deliveries for what is published, whenever something was. Many commits that come together
 * are one step; a look once a second covers what another coordinator has committed.
 */
public final class FollowEvents {
  private static final Logger LOG = LoggerFactory.getLogger(FollowEvents.class);
  private static final long FALLBACK_MS = 1_000;
  private static final long GATHER_MS = 10;

  private final Vertx vertx;
  private final Context context;
  private final EventFeed feed;
  private final Subscriptions subscriptions;
  private final Consumer<Set<UUID>> queued;
  private @Nullable Promise<Void> stopping;
  private boolean anybody = true;
  private boolean busy;
  private boolean again;
  private long timer = -1;

  /**
   * @param queued is told who has more waiting
   */
  public FollowEvents(
      Vertx vertx, EventFeed feed, Subscriptions subscriptions, Consumer<Set<UUID>> queued) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.feed = feed;
    this.subscriptions = subscriptions;
    this.queued = queued;
  }

  public void start() {
    context.runOnContext(now -> timer = vertx.setPeriodic(FALLBACK_MS, tick -> step()));
  }

  /** Something was published. Cheap; a call too many does no harm. */
  public void wake() {
    context.runOnContext(
        now -> {
          // Where nobody has subscribed, each commit would be followed by a step for nothing.
          if (anybody) {
            step();
          }
        });
  }

  private void step() {
    if (busy || stopping != null) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    feed.advance()
        .compose(this::handle)
        .onComplete(
            done -> {
              if (done.failed()) {
                LOG.warn(
                    "Deliveries not queued, next try within {} ms: {}",
                    FALLBACK_MS,
                    done.cause().toString());
              }
              boolean more = done.succeeded() && done.result();
              if (stopping != null) {
                busy = false;
                stopping.tryComplete();
              } else if (more) {
                busy = false;
                step();
              } else {
                // What is committed in the meantime is taken together.
                vertx.setTimer(GATHER_MS, gathered -> rest());
              }
            });
  }

  private void rest() {
    busy = false;
    if (stopping != null) {
      stopping.tryComplete();
    } else if (again) {
      step();
    }
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
    Promise<Void> stopped = Promise.promise();
    context.runOnContext(
        now -> {
          vertx.cancelTimer(timer);
          stopping = stopped;
          if (!busy) {
            stopped.tryComplete();
          }
        });
    return stopped.future();
  }
}
