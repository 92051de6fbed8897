package dev.verdict.reporter.outbound.people;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;

/** The beginning of an answer; the rest is read and dropped, a bounded part of it. */
final class FirstPart {
  private static final int MOST_DROPPED = 1 << 20;

  private FirstPart() {}

  static Future<String> of(HttpClientResponse response, int most) {
    Promise<String> done = Promise.promise();
    Buffer kept = Buffer.buffer();
    long[] seen = {0};
    response.handler(
        chunk -> {
          seen[0] += chunk.length();
          int room = most - kept.length();
          if (room > 0) {
            kept.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
          }
          if (seen[0] > MOST_DROPPED) {
            response.request().reset();
            done.tryComplete(kept.toString(StandardCharsets.UTF_8));
          }
        });
    response.exceptionHandler(done::tryFail);
    response.endHandler(end -> done.tryComplete(kept.toString(StandardCharsets.UTF_8)));
    return done.future();
  }
}
