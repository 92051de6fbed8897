package dev.verdict.runtime.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The rest of a body that nobody wants, because the answer was given before. It is thrown away for
 * a while, so that a client that is still sending gets to read the answer; then the connection is
 * cut.
 */
final class RefusedBody {
  private static final long MOST_BYTES = 1 << 20;
  private static final long MOST_MILLIS = TimeUnit.SECONDS.toMillis(3);

  private RefusedBody() {}

  static void discard(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.isEnded()) {
      return;
    }
    AtomicLong left = new AtomicLong(MOST_BYTES);
    long timer = context.vertx().setTimer(MOST_MILLIS, late -> request.connection().close());
    request
        .exceptionHandler(failure -> context.vertx().cancelTimer(timer))
        .handler(
            piece -> {
              if (left.addAndGet(-piece.length()) < 0) {
                context.vertx().cancelTimer(timer);
                request.connection().close();
              }
            })
        .endHandler(ended -> context.vertx().cancelTimer(timer))
        .resume();
  }
}
