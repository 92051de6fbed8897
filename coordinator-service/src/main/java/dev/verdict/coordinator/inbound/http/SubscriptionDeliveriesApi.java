package dev.verdict.coordinator.inbound.http;

import dev.verdict.coordinator.usecase.BadField;
import dev.verdict.coordinator.usecase.subscription.DeliveryLedger;
import dev.verdict.coordinator.usecase.subscription.ManageSubscriptions;
import dev.verdict.coordinator.usecase.subscription.ReplayDeliveries;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ledger of what went out, and replays. */
public final class SubscriptionDeliveriesApi {
  private final ManageSubscriptions subscriptions;
  private final DeliveryLedger ledger;
  private final ReplayDeliveries replay;

  public SubscriptionDeliveriesApi(
      ManageSubscriptions subscriptions, DeliveryLedger ledger, ReplayDeliveries replay) {
    this.subscriptions = subscriptions;
    this.ledger = ledger;
    this.replay = replay;
  }

  public void register(Operations operations) {
    operations
        .handle("listSubscriptionDeliveries", Scope.ADMIN, this::list)
        .handle("getSubscriptionDelivery", Scope.ADMIN, this::get)
        .handle("replaySubscriptionDelivery", Scope.ADMIN, this::again)
        .handle(
            "replaySubscription",
            Scope.ADMIN,
            SubscriptionBodies.ReplayRequest.class,
            this::replay);
  }

  private Future<Reply> list(Call call) {
    UUID id = call.id("id", "subscription");
    int limit = Cursors.limit(call);
    var filter = new DeliveryLedger.Filter(call.query("state").orElse(null), run(call));
    UUID after = Cursors.id(call);
    return SubscriptionsApi.asProblems(
        () ->
            subscriptions
                .find(id)
                .compose(found -> ledger.list(id, filter, after, limit))
                .map(
                    entries ->
                        Reply.json(
                            200,
                            Cursors.page(
                                entries.stream()
                                    .map(entry -> SubscriptionBodies.DeliveryView.of(entry, false))
                                    .toList(),
                                limit,
                                view -> view.id().toString()))));
  }

  private static @Nullable UUID run(Call call) {
    String run = call.query("run_id").orElse(null);
    try {
      return run == null ? null : UUID.fromString(run);
    } catch (IllegalArgumentException e) {
      throw Fail.badField("query.run_id", run, "the id of a run");
    }
  }

  private Future<Reply> get(Call call) {
    return SubscriptionsApi.asProblems(() -> find(call).map(entry -> reply(200, entry)));
  }

  private Future<Reply> again(Call call) {
    UUID id = call.id("id", "subscription");
    UUID delivery = call.id("delivery", "delivery");
    return SubscriptionsApi.asProblems(
        () ->
            find(call)
                .compose(entry -> replay.one(id, delivery))
                .compose(again -> find(call))
                .map(entry -> reply(202, entry)));
  }

  private static Reply reply(int status, DeliveryLedger.Entry entry) {
    return Reply.json(status, SubscriptionBodies.DeliveryView.of(entry, true));
  }

  private Future<DeliveryLedger.Entry> find(Call call) {
    UUID delivery = call.id("delivery", "delivery");
    return ledger
        .find(call.id("id", "subscription"), delivery)
        .map(found -> found.orElseThrow(() -> Fail.notFound("delivery", delivery)));
  }

  private Future<Reply> replay(Call call, SubscriptionBodies.ReplayRequest request) {
    UUID id = call.id("id", "subscription");
    return SubscriptionsApi.asProblems(
        () -> replay(id, request).map(n -> Reply.json(202, new SubscriptionBodies.Replayed(n))));
  }

  private Future<Integer> replay(UUID id, SubscriptionBodies.ReplayRequest request) {
    if (request.runId() != null && request.from() == null && request.to() == null) {
      return replay.run(id, request.runId());
    }
    if (request.runId() == null && request.from() != null && request.to() != null) {
      if (!request.from().isBefore(request.to())) {
        throw new BadField("to", request.to(), "a time after from");
      }
      return replay.span(id, request.from(), request.to());
    }
    throw new BadField("body", "neither or both", "either run_id, or from and to");
  }
}
