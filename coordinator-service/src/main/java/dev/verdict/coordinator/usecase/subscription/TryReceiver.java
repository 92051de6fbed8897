package dev.verdict.coordinator.usecase.subscription;

import dev.verdict.contract.Ids;
import dev.verdict.coordinator.domain.subscription.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Sends one delivery that means nothing, at once, whatever the state of the subscription, and tells
 * what the receiver said. It has no place in the ledger and changes nothing.
 */
public final class TryReceiver {
  /** What was sent and what came of it. */
  public record Tested(String eventId, Answer answer) {}

  private static final String SOURCE = "/verdict/coordinator";

  private final Subscriptions subscriptions;
  private final Receiver receiver;
  private final InstantSource clock;
  private final Consumer<Answer> tried;

  public TryReceiver(
      Subscriptions subscriptions, Receiver receiver, InstantSource clock, Consumer<Answer> tried) {
    this.subscriptions = subscriptions;
    this.receiver = receiver;
    this.clock = clock;
    this.tried = tried;
  }

  public Future<Tested> send(UUID id) {
    return subscriptions
        .target(id)
        .map(found -> found.orElseThrow(() -> new ManageSubscriptions.UnknownSubscription(id)))
        .compose(
            target -> {
              String eventId = "test-" + Ids.next();
              return receiver
                  .send(target, eventId, event(eventId, target).toBuffer(), 0)
                  .onSuccess(tried::accept)
                  .map(answer -> new Tested(eventId, answer));
            });
  }

  private JsonObject event(String eventId, Subscriptions.Target target) {
    return new JsonObject()
        .put("specversion", "1.0")
        .put("id", eventId)
        .put("source", SOURCE)
        .put("type", SubscriptionNews.TESTED)
        .put("subject", target.id().toString())
        .put("time", clock.instant().toString())
        .put("datacontenttype", "application/json")
        .put(
            "data",
            new JsonObject()
                .put(
                    "customData",
                    new JsonObject()
                        .put("subscription_id", target.id().toString())
                        .put("name", target.terms().name())));
  }
}
