package dev.verdict.artifacts.inbound.http;

import dev.verdict.runtime.http.Replies;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalLong;

/** What requests with a streamed body have in common. */
final class Uploads {
  private Uploads() {}

  /** How long the body says it is. */
  static OptionalLong announced(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** What is left of a refused body is read and thrown away after the answer. */
  static void answer(RoutingContext context, Future<Reply> reply) {
    reply
        .onSuccess(good -> Replies.send(context, good))
        .onFailure(
            failure -> {
              if (context.response().closed() || context.response().headWritten()) {
                return;
              }
              context.fail(Failures.told(failure));
            });
  }
}
