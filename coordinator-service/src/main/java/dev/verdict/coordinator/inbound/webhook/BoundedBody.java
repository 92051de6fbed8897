package dev.verdict.coordinator.inbound.webhook;

import dev.verdict.runtime.http.Fail;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads one body: at most so large, at most so long, and only while there is memory for it. */
final class BoundedBody {
  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final HttpServerRequest request;
  private final int limit;
  private final BodyMemory.Share memory;
  private final List<Buffer> parts = new ArrayList<>();
  private final Promise<byte[]> read = Promise.promise();
  private int length;

  private BoundedBody(HttpServerRequest request, int limit, BodyMemory.Share memory) {
    this.request = request;
    this.limit = limit;
    this.memory = memory;
  }

  /** Fails with 413, 408 or 503; then nothing more is read. The share is the caller's to end. */
  static Future<byte[]> read(
      Vertx vertx, HttpServerRequest request, int limit, Duration time, BodyMemory.Share memory) {
    if (announced(request) > limit) {
      return Future.failedFuture(Fail.tooLarge(limit));
    }
    BoundedBody body = new BoundedBody(request, limit, memory);
    long timer =
        vertx.setTimer(
            time.toMillis(),
            late ->
                body.fail(
                    Fail.of(
                        408,
                        "Request time-out",
                        "body: not complete after "
                            + time.toSeconds()
                            + " s (expected: all of it by then)")));
    return body.start().onComplete(done -> vertx.cancelTimer(timer));
  }

  private static long announced(HttpServerRequest request) {
    try {
      String length = request.getHeader("Content-Length");
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private Future<byte[]> start() {
    request.handler(this::part);
    request.exceptionHandler(this::fail);
    request.endHandler(end -> read.tryComplete(joined()));
    request.resume();
    return read.future();
  }

  private void part(Buffer part) {
    if (read.future().isComplete()) {
      return;
    }
    if (length + (long) part.length() > limit) {
      fail(Fail.tooLarge(limit));
    } else if (!memory.take(part.length())) {
      fail(Fail.unavailable("too many large bodies at once", COME_BACK));
    } else {
      length += part.length();
      parts.add(part);
    }
  }

  private void fail(Throwable failure) {
    if (read.tryFail(failure)) {
      parts.clear();
      request.pause();
    }
  }

  private byte[] joined() {
    byte[] whole = new byte[length];
    int at = 0;
    for (Buffer part : parts) {
      part.getBytes(whole, at);
      at += part.length();
    }
    parts.clear();
    return whole;
  }
}
