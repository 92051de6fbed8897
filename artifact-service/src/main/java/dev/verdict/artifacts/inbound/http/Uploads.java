package dev.verdict.artifacts.inbound.http;

import dev.verdict.runtime.http.Replies;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalLong;

/** What requests with a streamed body have in common. */
final class Uploads {
  /** So much of a refused body is read to its end, so that the sender gets to read the answer. */
  private static final long MOST_LEFT = 16L * 1024 * 1024;

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

  static void answer(RoutingContext context, Future<Reply> reply) {
    reply
        .onSuccess(good -> Replies.send(context, good))
        .onFailure(
            failure -> {
              if (context.response().closed() || context.response().headWritten()) {
                return;
              }
              readTheRest(context.request());
              context.fail(Failures.told(failure));
            });
  }

  /** Reads and forgets; whoever sends for ever is cut off. */
  static void readTheRest(HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    long[] left = {MOST_LEFT};
    request.exceptionHandler(broken -> {});
    request.endHandler(end -> {});
    request.handler(
        piece -> {
          left[0] -= piece.length();
          if (left[0] < 0) {
            cutOff(request);
          }
        });
    request.resume();
  }

  private static void cutOff(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset();
    } else {
      request.connection().close();
    }
  }
}
