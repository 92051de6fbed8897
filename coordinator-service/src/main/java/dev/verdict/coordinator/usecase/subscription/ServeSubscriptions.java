package dev.verdict.coordinator.usecase.subscription;

import dev.verdict.coordinator.domain.subscription.Answer;
import dev.verdict.coordinator.domain.subscription.RetrySchedule;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases subscriptions that have something to send and gives each a {@link Lane} of its own, so
 * that one slow receiver delays nobody else. Any number of coordinators may do this at once.
 */
public final class ServeSubscriptions {
  private static final Logger LOG = LoggerFactory.getLogger(ServeSubscriptions.class);
  private static final long FALLBACK_MS = 1_000;
  private static final int MOST_LANES = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * @param concurrency deliveries to one receiver at a time, each of another run
   * @param lease how long a coordinator may serve a subscription without renewing
   * @param parkAfter so long nothing may arrive before it is not tried any more
   */
  public record Rules(
      int concurrency, Duration lease, RetrySchedule schedule, Duration parkAfter) {}

  private final Vertx vertx;
  private final Context context;
  private final UUID owner = UUID.randomUUID();
  private final DeliveryQueue queue;
  private final Receiver receiver;
  private final Subscriptions subscriptions;
  private final Rules rules;
  private final Consumer<Answer> tried;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final Map<UUID, Lane> lanes = new HashMap<>();
  private boolean leasing;
  private boolean again;
  private boolean stopped;
  private long looks = -1;
  private long renewals = -1;

  /**
   * @param tried is told of each try
   */
  public ServeSubscriptions(
      Vertx vertx,
      DeliveryQueue queue,
      Receiver receiver,
      Subscriptions subscriptions,
      Rules rules,
      Consumer<Answer> tried) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.queue = queue;
    this.receiver = receiver;
    this.subscriptions = subscriptions;
    this.rules = rules;
    this.tried = tried;
  }

  public void start() {
    context.runOnContext(
        now -> {
          looks = vertx.setPeriodic(1, FALLBACK_MS, tick -> more(Set.copyOf(lanes.keySet())));
          renewals = vertx.setPeriodic(rules.lease().toMillis() / 3, tick -> renew());
        });
  }

  /** There may be more to send for these. */
  public void wake(Set<UUID> subscribed) {
    context.runOnContext(now -> more(subscribed));
  }

  private void more(Set<UUID> subscribed) {
    for (UUID subscription : subscribed) {
      Lane lane = lanes.get(subscription);
      if (lane != null) {
        lane.wake();
      }
    }
    look();
  }

  private void look() {
    int room = MOST_LANES - lanes.size();
    if (leasing || stopped || room <= 0) {
      again = true;
      return;
    }
    leasing = true;
    again = false;
    long asked = System.nanoTime();
    queue
        .lease(owner, rules.lease(), room)
        .onComplete(
            leased -> {
              leasing = false;
              if (leased.failed()) {
                LOG.warn("Nothing leased to deliver: {}", leased.cause().toString());
                return;
              }
              leased.result().forEach(one -> open(one, asked));
              if (again) {
                look();
              }
            });
  }

  private void open(DeliveryQueue.Leased leased, long asked) {
    Lane lane =
        new Lane(
            vertx,
            context,
            owner,
            leased,
            asked,
            queue,
            receiver,
            subscriptions,
            rules,
            random,
            tried);
    // A lane of a lease that ran out may still wait for its last answer; it counts no more.
    Lane before = lanes.put(leased.subscription(), lane);
    if (before != null) {
      before.end();
    }
    lane.run()
        .onComplete(
            done -> {
              lanes.remove(leased.subscription(), lane);
              // Something may have come while it was closing.
              look();
            });
    if (stopped) {
      lane.end();
    }
  }

  private void renew() {
    if (lanes.isEmpty()) {
      return;
    }
    long asked = System.nanoTime();
    Map<UUID, Lane> held = Map.copyOf(lanes);
    queue
        .renew(owner, rules.lease(), held.keySet())
        .onSuccess(
            ours ->
                held.forEach(
                    (id, lane) -> {
                      if (ours.contains(id)) {
                        lane.renewed(asked);
                      } else {
                        lane.end();
                      }
                    }))
        .onFailure(failure -> LOG.warn("Leases not renewed: {}", failure.toString()));
  }

  /** Begins nothing more, waits a while for what is on its way, and gives the leases back. */
  public Future<Void> stop() {
    Promise<Void> ended = Promise.promise();
    context.runOnContext(
        now -> {
          stopped = true;
          vertx.cancelTimer(looks);
          vertx.cancelTimer(renewals);
          List<Future<Void>> ends = lanes.values().stream().map(Lane::end).toList();
          Future.join(ends)
              .<Void>mapEmpty()
              .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
              .otherwiseEmpty()
              .onComplete(ended);
        });
    return ended.future();
  }
}
