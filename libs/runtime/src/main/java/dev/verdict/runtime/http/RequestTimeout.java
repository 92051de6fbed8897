package dev.verdict.runtime.http;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bounds the time from the arrival of a request to its answer; streams are not bounded by it. */
final class RequestTimeout {
  private static final Logger log = LoggerFactory.getLogger(RequestTimeout.class);
  private static final String TIME = "dev.verdict.request_timeout";

  private RequestTimeout() {}

  static void within(RoutingContext context, Duration time) {
    context.put(TIME, time);
  }

  static void start(RoutingContext context) {
    Duration time = context.get(TIME);
    if (time == null) {
      return;
    }
    long timer =
        context
            .vertx()
            .setTimer(
                time.toMillis(),
                fired -> {
                  if (!context.response().headWritten()) {
                    context.fail(
                        Fail.unavailable(
                            "no answer in " + time.toSeconds() + " s", Duration.ofSeconds(1)));
                  }
                });
    context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
  }

  /** Fails a request that may have failed already, for being late. */
  static void fail(RoutingContext context, Throwable failure) {
    if (context.response().headWritten() || context.response().closed()) {
      log.debug("after the answer to {}", context.request().path(), failure);
      return;
    }
    context.fail(failure);
  }
}
