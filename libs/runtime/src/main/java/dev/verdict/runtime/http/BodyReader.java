package dev.verdict.runtime.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads a body up to the limit of the server that the request came in through. */
final class BodyReader implements Handler<RoutingContext> {
  private static final String LIMIT = "dev.verdict.body_limit";
  private static final long USUAL_LIMIT = 16L << 20;

  // One for each limit, and there is one limit for each server.
  private final Map<Long, BodyHandler> handlers = new ConcurrentHashMap<>();

  static void limit(RoutingContext context, long bytes) {
    context.put(LIMIT, bytes);
  }

  static long limit(RoutingContext context) {
    Long limit = context.get(LIMIT);
    return limit == null ? USUAL_LIMIT : limit;
  }

  @Override
  public void handle(RoutingContext context) {
    handlers
        .computeIfAbsent(
            limit(context),
            bytes -> BodyHandler.create(false).setBodyLimit(bytes).setMergeFormAttributes(false))
        .handle(context);
  }
}
