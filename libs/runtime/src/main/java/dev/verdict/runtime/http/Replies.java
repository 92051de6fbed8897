package dev.verdict.runtime.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Writes answers. */
public final class Replies {
  private Replies() {}

  /** Sends the answer; raw operations call this themselves. */
  public static Future<Void> send(RoutingContext context, Reply reply) {
    HttpServerResponse response = context.response();
    if (response.headWritten() || response.closed()) {
      return Future.succeededFuture();
    }
    response.setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    return switch (reply) {
      case Reply.Whole whole -> send(context, whole);
      case Reply.Streamed streamed -> stream(context, streamed);
      case Reply.OfFile file -> send(context, file);
    };
  }

  /** An answer may come before the end of the body, as when it is there already. */
  private static Future<Void> send(RoutingContext context, Reply.Whole whole) {
    Future<Void> sent = context.response().end(whole.body());
    UnwantedBody.discard(context.vertx(), context.request());
    return sent;
  }

  private static Future<Void> send(RoutingContext context, Reply.OfFile file) {
    HttpServerResponse response = context.response();
    if (HttpMethod.HEAD.equals(context.request().method())) {
      return response.putHeader("Content-Length", Long.toString(file.length())).end();
    }
    return response
        .sendFile(file.file().toString(), file.from(), file.length())
        .onFailure(failure -> response.reset());
  }

  private static Future<Void> stream(RoutingContext context, Reply.Streamed streamed) {
    HttpServerResponse response = context.response();
    if (HttpMethod.HEAD.equals(context.request().method())) {
      streamed.body().handler(null);
      return response.end();
    }
    if (!response.headers().contains("Content-Length")) {
      response.setChunked(true);
    }
    // A source that breaks half-way must not look like an end: the connection is cut instead.
    return streamed
        .body()
        .pipe()
        .endOnFailure(false)
        .to(response)
        .onFailure(failure -> response.reset());
  }
}
