package dev.verdict.coordinator.inbound.http;

import dev.verdict.contract.Json;
import dev.verdict.coordinator.domain.subscription.Subscription;
import dev.verdict.coordinator.domain.subscription.SubscriptionState;
import dev.verdict.coordinator.usecase.BadField;
import dev.verdict.coordinator.usecase.subscription.DeliveryLedger;
import dev.verdict.coordinator.usecase.subscription.ManageSubscriptions;
import dev.verdict.coordinator.usecase.subscription.Subscriptions;
import dev.verdict.coordinator.usecase.subscription.TryReceiver;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** {@code /api/v1/subscriptions}: who is told. */
public final class SubscriptionsApi {
  private static final int ROTATION_SECONDS = 86_400;
  private static final String PATH = "/api/v1/subscriptions/";

  private final Subscriptions subscriptions;
  private final ManageSubscriptions manage;
  private final TryReceiver tryReceiver;

  public SubscriptionsApi(
      Subscriptions subscriptions, ManageSubscriptions manage, TryReceiver tryReceiver) {
    this.subscriptions = subscriptions;
    this.manage = manage;
    this.tryReceiver = tryReceiver;
  }

  public void register(Operations operations) {
    operations
        .handle("createSubscription", Scope.ADMIN, SubscriptionBodies.Request.class, this::create)
        .handle("listSubscriptions", Scope.ADMIN, this::list)
        .handle(
            "getSubscription",
            Scope.ADMIN,
            call -> asProblems(() -> manage.find(id(call)).map(SubscriptionsApi::shown)))
        .handle("replaceSubscription", Scope.ADMIN, SubscriptionBodies.Request.class, this::replace)
        .handle(
            "deleteSubscription",
            Scope.ADMIN,
            call -> asProblems(() -> manage.delete(id(call)).map(done -> Reply.empty(204))))
        .handle(
            "pauseSubscription",
            Scope.ADMIN,
            call ->
                asProblems(
                    () ->
                        manage
                            .pause(id(call), call.identity().name())
                            .map(SubscriptionsApi::shown)))
        .handle(
            "resumeSubscription",
            Scope.ADMIN,
            call -> asProblems(() -> manage.resume(id(call)).map(SubscriptionsApi::shown)))
        .handle("rotateSubscriptionSecret", Scope.ADMIN, this::rotate)
        .handle("testSubscription", Scope.ADMIN, this::test);
  }

  private Future<Reply> create(Call call, SubscriptionBodies.Request request) {
    return asProblems(
        () ->
            manage
                .create(request.terms(), call.identity().name(), RunsApi.requestKey(call))
                .map(
                    made -> {
                      var view = SubscriptionBodies.View.of(made.subscription(), made.secret());
                      return Reply.created(PATH + view.id(), view)
                          .header("Idempotency-Replayed", Boolean.toString(made.secret() == null));
                    }));
  }

  private Future<Reply> list(Call call) {
    int limit = Cursors.limit(call);
    SubscriptionState state = call.query("state").map(SubscriptionState::of).orElse(null);
    return subscriptions
        .list(Cursors.id(call), state, limit)
        .map(
            found ->
                Reply.json(
                    200,
                    Cursors.page(
                        found.stream().map(SubscriptionBodies.View::of).toList(),
                        limit,
                        view -> view.id().toString())));
  }

  private Future<Reply> replace(Call call, SubscriptionBodies.Request request) {
    return asProblems(() -> manage.replace(id(call), request.terms()).map(SubscriptionsApi::shown));
  }

  private Future<Reply> rotate(Call call) {
    var rotation =
        call.rawBody().length() == 0
            ? new SubscriptionBodies.Rotation(null)
            : Json.read(call.rawBody().getBytes(), SubscriptionBodies.Rotation.class);
    int keep =
        rotation.keepPreviousSeconds() == null ? ROTATION_SECONDS : rotation.keepPreviousSeconds();
    return asProblems(
        () ->
            manage
                .rotate(id(call), Duration.ofSeconds(keep))
                .map(
                    made ->
                        Reply.json(
                            200, SubscriptionBodies.View.of(made.subscription(), made.secret()))));
  }

  private Future<Reply> test(Call call) {
    return asProblems(
        () ->
            tryReceiver
                .send(id(call))
                .map(
                    tested ->
                        Reply.json(
                            200,
                            new SubscriptionBodies.Tested(
                                tested.eventId(),
                                tested.answer().outcome().word(),
                                tested.answer().status(),
                                tested.answer().took().toMillis(),
                                tested.answer().text()))));
  }

  private static Reply shown(Subscription subscription) {
    return Reply.json(200, SubscriptionBodies.View.of(subscription));
  }

  private static UUID id(Call call) {
    return call.id("id", "subscription");
  }

  static <T> Future<T> asProblems(Supplier<Future<T>> work) {
    try {
      return work.get().recover(failure -> Future.failedFuture(problem(failure)));
    } catch (BadField refused) {
      return Future.failedFuture(problem(refused));
    }
  }

  private static Throwable problem(Throwable failure) {
    return switch (failure) {
      case BadField bad -> Fail.badField(bad.field(), bad.value(), bad.expected());
      case ManageSubscriptions.UnknownSubscription unknown ->
          Fail.of(404, "Not found", unknown.getMessage());
      case ManageSubscriptions.DeclaredInFile declared ->
          Fail.conflict(String.valueOf(declared.getMessage()));
      case Subscriptions.TooMany many -> Fail.conflict(String.valueOf(many.getMessage()));
      case DeliveryLedger.TooManyEvents many ->
          Fail.unprocessable(String.valueOf(many.getMessage()));
      default -> failure;
    };
  }
}
