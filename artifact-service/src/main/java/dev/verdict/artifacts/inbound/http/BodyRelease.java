package dev.verdict.artifacts.inbound.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back what a body is read from when the answer has ended. A client that went away leaves it
 * half read: the rest is thrown away, since only a body that is read to its end frees its
 * connection.
 */
final class BodyRelease {
  private static final Logger LOG = LoggerFactory.getLogger(BodyRelease.class);

  private BodyRelease() {}

  static void atEnd(RoutingContext context, ReadStream<Buffer> body) {
    context.addEndHandler(
        ended -> {
          if (body instanceof AsyncFile file) {
            file.close();
          } else if (ended.failed()) {
            readOut(body);
          }
        });
    if (context.response().closed()) {
      readOut(body);
    }
  }

  /** Reads to the end what nobody wants. */
  static void readOut(ReadStream<Buffer> body) {
    try {
      body.exceptionHandler(broken -> {});
      body.handler(unwanted -> {});
      body.resume();
    } catch (IllegalStateException ended) {
      LOG.debug("the body had ended meanwhile");
    }
  }
}
