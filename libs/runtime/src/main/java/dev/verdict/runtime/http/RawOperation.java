package dev.verdict.runtime.http;

import dev.verdict.runtime.access.Identity;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Lets in, and leaves the rest of a paused request to the handler. */
final class RawOperation implements Handler<RoutingContext> {
  private final String operationId;
  private final Operations.Raw registered;
  private final Authentication authentication;

  RawOperation(String operationId, Operations.Raw registered, Authentication authentication) {
    this.operationId = operationId;
    this.registered = registered;
    this.authentication = authentication;
  }

  @Override
  public void handle(RoutingContext context) {
    context.request().pause();
    RequestLog.operation(context, operationId);
    if (!registered.ourCredentials()) {
      start(context, new Identity.Anyone());
      return;
    }
    authentication
        .letIn(context.request(), registered.anyOf())
        .onSuccess(identity -> start(context, identity))
        .onFailure(context::fail);
  }

  private void start(RoutingContext context, Identity identity) {
    RequestLog.caller(context, identity);
    try {
      registered.handler().handle(context);
    } catch (RuntimeException e) {
      context.fail(e);
    }
  }
}
