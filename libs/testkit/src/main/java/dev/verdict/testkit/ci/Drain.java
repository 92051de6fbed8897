package dev.verdict.testkit.ci;

import dev.verdict.plugin.ci.ArtifactContent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;

/**
 * What came of a stream.
 *
 * @param beginning its first bytes
 */
public record Drain(long length, Buffer beginning) {
  private static final int KEPT = 1 << 20;

  /** Reads it to its end; fails if it breaks off. */
  public static Future<Drain> of(ArtifactContent content) {
    Promise<Drain> done = Promise.promise();
    Buffer beginning = Buffer.buffer();
    long[] length = {0};
    content
        .body()
        .exceptionHandler(done::tryFail)
        .endHandler(end -> done.tryComplete(new Drain(length[0], beginning)))
        .handler(
            chunk -> {
              length[0] += chunk.length();
              if (beginning.length() < KEPT) {
                beginning.appendBuffer(chunk);
              }
            });
    content.body().resume();
    return done.future();
  }
}
