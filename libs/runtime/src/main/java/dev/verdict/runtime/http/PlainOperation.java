package dev.verdict.runtime.http;

import dev.verdict.runtime.access.Identity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.openapi.contract.Operation;
import org.jspecify.annotations.Nullable;

/**
 * An operation whose body is read, checked and handed over whole: let in, read, check, handle,
 * answer.
 */
final class PlainOperation {
  // Above this a check takes long enough to be felt by everybody else on the event loop.
  private static final int SMALL_BODY = 64 * 1024;

  private final Vertx vertx;
  private final Operation operation;
  private final Operations.Plain registered;
  private final Authentication authentication;
  private final RequestCheck check;

  PlainOperation(
      Vertx vertx,
      Operation operation,
      Operations.Plain registered,
      Authentication authentication,
      RequestCheck check) {
    this.vertx = vertx;
    this.operation = operation;
    this.registered = registered;
    this.authentication = authentication;
    this.check = check;
  }

  void addTo(OpenAPIRoute route) {
    route.addHandler(this::letIn).addHandler(new BodyReader()).addHandler(this::answer);
  }

  private void letIn(RoutingContext context) {
    context.request().pause();
    RequestLog.operation(context, operation.getOperationId());
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
    if (context.body().length() <= SMALL_BODY) {
      return Future.succeededFuture(context).map(this::check);
    }
    return vertx.executeBlocking(() -> check(context), false);
  }

  private RequestCheck.Fine check(RoutingContext context) {
    RequestCheck.Fine fine = check.check(context);
    Class<?> type = registered.bodyType().orElse(null);
    @Nullable Object body = type == null ? null : RequestBody.read(raw(context), type);
    return new RequestCheck.Fine(fine.parameters(), body);
  }

  private static io.vertx.core.buffer.Buffer raw(RoutingContext context) {
    var buffer = context.body().buffer();
    return buffer == null ? io.vertx.core.buffer.Buffer.buffer() : buffer;
  }
}
