package dev.verdict.runtime.http;

import dev.verdict.contract.Json;
import dev.verdict.contract.api.Problem;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what is hardly HTTP: lines and headers that are too long, or no sense at all. */
final class InvalidRequest {
  private static final Logger log = LoggerFactory.getLogger(InvalidRequest.class);

  private InvalidRequest() {}

  static void answer(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    String message = cause == null ? "" : String.valueOf(cause.getMessage());
    int status =
        cause instanceof TooLongFrameException ? message.contains("line") ? 414 : 431 : 400;
    String title =
        switch (status) {
          case 414 -> "Path too long";
          case 431 -> "Headers too large";
          default -> "Bad request";
        };
    Fail fail = Fail.of(status, title, Shown.text(message));
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("Connection", "close")
        .end(Buffer.buffer(Json.bytes(fail.problem())))
        .onComplete(sent -> request.connection().close());
  }

  /** A client that goes away is no event. */
  static void ignore(Throwable failure) {
    log.debug("a connection ended", failure);
  }
}
