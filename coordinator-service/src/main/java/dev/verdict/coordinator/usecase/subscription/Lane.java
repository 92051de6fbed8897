package dev.verdict.coordinator.usecase.subscription;

import dev.verdict.coordinator.domain.subscription.Answer;
import dev.verdict.coordinator.domain.subscription.NextStep;
import dev.verdict.coordinator.domain.subscription.SubscriptionState;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one subscription under one lease: a few runs at a time, each in order. After a failure it
 * sends one at a time until something arrives again. It ends when nothing is due, after a while to
 * let others have their turn, or when it is told to.
 *
 * <p>Everything happens on one context.
 */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final Duration TURN = Duration.ofSeconds(10);
  private static final Answer FORGOTTEN =
      Answer.none(
          Answer.Outcome.REFUSED, Duration.ZERO, "not sent: the event is not kept any more");

  private final Context context;
  private final UUID owner;
  private final UUID subscription;
  private final DeliveryQueue queue;
  private final Receiver receiver;
  private final Subscriptions subscriptions;
  private final ServeSubscriptions.Rules rules;
  private final RandomGenerator random;
  private final Consumer<Answer> tried;
  private final Results results;
  private final Set<UUID> busy = new HashSet<>();
  private final Promise<Void> over = Promise.promise();
  private final long began = System.nanoTime();
  private long leaseEnds;
  private int failures;
  private boolean looking;
  private boolean again;
  private boolean dry;
  private boolean ending;
  private boolean released;

  Lane(
      Vertx vertx,
      Context context,
      UUID owner,
      DeliveryQueue.Leased leased,
      long asked,
      DeliveryQueue queue,
      Receiver receiver,
      Subscriptions subscriptions,
      ServeSubscriptions.Rules rules,
      RandomGenerator random,
      Consumer<Answer> tried) {
    this.context = context;
    this.owner = owner;
    this.subscription = leased.subscription();
    this.failures = leased.failures();
    this.queue = queue;
    this.receiver = receiver;
    this.subscriptions = subscriptions;
    this.rules = rules;
    this.random = random;
    this.tried = tried;
    this.results = new Results(vertx, batch -> queue.record(owner, subscription, batch));
    renewed(asked);
  }

  /** Done when it has ended and everything is recorded. */
  Future<Void> run() {
    fill();
    return over.future();
  }

  /** Counted on our own clock, from before the database was asked: it never ends too late. */
  void renewed(long asked) {
    leaseEnds = asked + rules.lease().toNanos();
  }

  /** Begins nothing more. */
  Future<Void> end() {
    ending = true;
    finishWhenIdle();
    return over.future();
  }

  /** There may be more that is due. */
  void wake() {
    dry = false;
    fill();
  }

  private boolean mayBegin() {
    return !ending && System.nanoTime() - leaseEnds < 0;
  }

  private boolean turnIsOver() {
    return System.nanoTime() - began > TURN.toNanos();
  }

  private void fill() {
    if (looking) {
      again = true;
      return;
    }
    int room = (failures > 0 ? 1 : rules.concurrency()) - busy.size();
    if (dry || room <= 0 || !mayBegin() || turnIsOver()) {
      finishWhenIdle();
      return;
    }
    looking = true;
    again = false;
    queue
        .due(subscription, busy, room)
        .onComplete(
            found -> {
              looking = false;
              if (found.failed()) {
                LOG.warn(
                    "Subscription {}: nothing read: {}", subscription, found.cause().toString());
                ending = true;
              } else {
                begin(found.result(), room);
              }
              if (again) {
                fill();
              } else {
                finishWhenIdle();
              }
            });
  }

  private void begin(DeliveryQueue.Due due, int room) {
    Subscriptions.Target target = due.target();
    dry = target == null || due.pages().size() < room;
    if (target != null && mayBegin()) {
      for (DeliveryQueue.Page page : due.pages()) {
        busy.add(page.stream());
        send(target, page, 0);
      }
    }
  }

  private void send(Subscriptions.Target target, DeliveryQueue.Page page, int nth) {
    if (nth == page.deliveries().size() || (nth > 0 && !mayBegin())) {
      settle(page.stream());
      return;
    }
    DeliveryQueue.Waiting delivery = page.deliveries().get(nth);
    if (delivery.body() == null) {
      results.add(new DeliveryQueue.Tried(delivery, FORGOTTEN, NextStep.withoutTry(failures)));
      send(target, page, nth + 1);
      return;
    }
    receiver
        .send(target, delivery.eventId(), delivery.body(), delivery.tries())
        .onComplete(
            // Answers come on the event loop of their connection.
            done -> context.runOnContext(now -> answered(target, page, nth, done.result())));
  }

  private void answered(
      Subscriptions.Target target, DeliveryQueue.Page page, int nth, Answer answer) {
    if (take(page.deliveries().get(nth), answer).delivered()) {
      send(target, page, nth + 1);
    } else {
      settle(page.stream());
    }
  }

  private NextStep take(DeliveryQueue.Waiting delivery, Answer answer) {
    NextStep next =
        NextStep.after(answer, delivery.tries() + 1, failures, rules.schedule(), random);
    failures = next.failures();
    tried.accept(answer);
    results.add(new DeliveryQueue.Tried(delivery, answer, next));
    if (next.disable()) {
      ending = true;
      suspend(SubscriptionState.DISABLED, "the receiver answered 410 Gone");
    }
    return next;
  }

  /** Its stream may be read again as soon as what was done is recorded. */
  private void settle(UUID stream) {
    results
        .recorded()
        .onComplete(
            recorded -> {
              busy.remove(stream);
              if (recorded.failed()) {
                ending = true;
                LOG.warn(
                    "Subscription {}: not recorded, will be sent again: {}",
                    subscription,
                    recorded.cause().toString());
              } else if (failures > 0
                  && recorded.result().failingFor().compareTo(rules.parkAfter()) >= 0) {
                ending = true;
                suspend(
                    SubscriptionState.PARKED,
                    "nothing has arrived for " + words(recorded.result().failingFor()));
              }
              dry = false;
              fill();
            });
  }

  private static String words(Duration time) {
    return time.toHours() > 0 ? time.toHours() + " hours" : time.toSeconds() + " seconds";
  }

  private void suspend(SubscriptionState state, String reason) {
    subscriptions
        .suspend(subscription, state, reason)
        .onSuccess(
            done ->
                LOG.atWarn()
                    .addKeyValue("subscription", subscription)
                    .log("Subscription {} is {}: {}", subscription, state.word(), reason))
        .onFailure(
            failure ->
                LOG.warn(
                    "Subscription {} is not {} yet: {}",
                    subscription,
                    state.word(),
                    failure.toString()));
  }

  private void finishWhenIdle() {
    boolean idle = busy.isEmpty() && !looking;
    if (idle && !released && (dry || !mayBegin() || turnIsOver())) {
      ending = true;
      released = true;
      queue.release(owner, subscription).onComplete(released -> over.tryComplete());
    }
  }
}
