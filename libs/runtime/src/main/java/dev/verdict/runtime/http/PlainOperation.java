package dev.verdict.runtime.http;

import dev.verdict.runtime.access.Identity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * An operation whose body is read, checked and handed over whole: let in, read, check, handle,
 * answer.
 */
final class PlainOperation {
  // Above this a check takes long enough to be felt by everybody else on the event loop.
  private static final int SMALL_BODY = 16 * 1024;

  private final Vertx vertx;
  private final String operationId;
  private final Operations.Plain registered;
  private final Authentication authentication;
  private final RequestCheck check;

  PlainOperation(
      Vertx vertx,
      String operationId,
      Operations.Plain registered,
      Authentication authentication,
      RequestCheck check) {
    this.vertx = vertx;
    this.operationId = operationId;
    this.registered = registered;
    this.authentication = authentication;
    this.check = check;
  }

  void addTo(Route route) {
    route.handler(this::letIn).handler(new BodyReader()).handler(this::answer);
  }

  private void letIn(RoutingContext context) {
    context.request().pause();
    RequestLog.operation(context, operationId);
    RequestTimeout.start(context);
    authentication
        .letIn(context.request(), registered.anyOf())
        .map(
            identity -> {
              RequestLog.caller(context, identity);
              check.contentType(context.request());
              return identity;
            })
        .onSuccess(identity -> context.next())
        .onFailure(context::fail);
  }

  private void answer(RoutingContext context) {
    Identity identity = RequestLog.caller(context);
    checked(context)
        .compose(
            fine ->
                registered
                    .handler()
                    .apply(new Call(context, identity, fine.parameters(), fine.body())))
        .compose(reply -> Replies.send(context, reply))
        .onFailure(failure -> RequestTimeout.fail(context, failure));
  }

  private Future<RequestCheck.Fine> checked(RoutingContext context) {
    return judged(context)
        .compose(
            fine ->
                fine.isPresent()
                    ? Future.succeededFuture(fine.get())
                    : vertx.executeBlocking(() -> withBody(context, check.check(context)), false));
  }

  // A small body that fits, as nearly all are, needs no other thread.
  private Future<Optional<RequestCheck.Fine>> judged(RoutingContext context) {
    return context.body().length() > SMALL_BODY
        ? Future.succeededFuture(Optional.empty())
        : Future.succeededFuture(context)
            .map(small -> check.judge(small).map(fine -> withBody(small, fine)));
  }

  private RequestCheck.Fine withBody(RoutingContext context, RequestCheck.Fine fine) {
    Class<?> type = registered.bodyType().orElse(null);
    Buffer raw = context.body().buffer();
    return type == null
        ? fine
        : new RequestCheck.Fine(
            fine.parameters(), RequestBody.read(raw == null ? Buffer.buffer() : raw, type));
  }
}
