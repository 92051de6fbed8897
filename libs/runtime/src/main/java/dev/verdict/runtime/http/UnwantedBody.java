package dev.verdict.runtime.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;

/**
 * The rest of a body that nobody wants, because the answer was given before. Many clients read no
 * answer before they have sent all, and a connection that is closed while they send takes the
 * answer with it. So the rest is read and thrown away, within bounds:
 *
 * <pre>
 *   all came ─────────────────────▶ the connection goes on
 *   nothing comes for a while ────▶ closed
 *   more than anybody should send ▶ read no more; closed when the client had time for the answer
 *   it takes for ever ────────────▶ closed
 * </pre>
 */
final class UnwantedBody {
  private final Vertx vertx;
  private final HttpServerRequest request;
  private final long guard;
  private long left;
  private boolean came;

  /**
   * @param bytes so much is read
   * @param whole the time for all of it
   * @param silence the time without a byte
   */
  record Patience(long bytes, Duration whole, Duration silence) {
    static final Patience USUAL =
        new Patience(256L << 20, Duration.ofSeconds(30), Duration.ofSeconds(5));
  }

  private UnwantedBody(Vertx vertx, HttpServerRequest request, Patience patience) {
    this.vertx = vertx;
    this.request = request;
    this.left = patience.bytes();
    long begun = System.nanoTime();
    this.guard =
        vertx.setPeriodic(
            patience.silence().toMillis(),
            now -> {
              if (!came || System.nanoTime() - begun > patience.whole().toNanos()) {
                close();
              }
              came = false;
            });
  }

  /** After the answer. Does nothing when the body has been read. */
  static void discard(Vertx vertx, HttpServerRequest request) {
    discard(vertx, request, Patience.USUAL);
  }

  static void discard(Vertx vertx, HttpServerRequest request, Patience patience) {
    if (!request.isEnded()) {
      new UnwantedBody(vertx, request, patience).read();
    }
  }

  private void read() {
    request
        .exceptionHandler(broken -> vertx.cancelTimer(guard))
        .endHandler(end -> vertx.cancelTimer(guard))
        .handler(this::take)
        .resume();
  }

  private void take(Buffer piece) {
    came = true;
    left -= piece.length();
    if (left < 0) {
      // The guard closes it, when whoever sends so much had time to read the answer.
      request.pause();
    }
  }

  private void close() {
    vertx.cancelTimer(guard);
    if (request.version() == HttpVersion.HTTP_2) {
      // Others share the connection.
      request.response().reset();
    } else {
      request.connection().close();
    }
  }
}
