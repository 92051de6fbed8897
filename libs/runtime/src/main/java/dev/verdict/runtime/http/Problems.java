package dev.verdict.runtime.http;

import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.contract.api.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns every failure into RFC 9457. What is our own mistake is logged whole and told as an id
 * only.
 */
final class Problems {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  static void answer(RoutingContext context) {
    HttpServerResponse response = context.response();
    Throwable failure = context.failure();
    if (response.headWritten()) {
      // Half an answer must not look like a whole one.
      log.warn("answer to {} broke off", Shown.text(context.request().path()), failure);
      response.reset();
      return;
    }
    Fail fail = asFail(context, failure);
    if (fail.getCause() != null) {
      log.warn("request {}: {}", RequestLog.id(context), fail.getMessage(), fail.getCause());
    }
    response.setStatusCode(fail.problem().status());
    fail.headers().forEach(response::putHeader);
    response.putHeader("Content-Type", Problem.MEDIA_TYPE);
    response.putHeader("Cache-Control", "no-store");
    response.end(Buffer.buffer(Json.bytes(fail.problem())));
    UnwantedBody.discard(context.vertx(), context.request());
  }

  private static Fail asFail(RoutingContext context, @Nullable Throwable failure) {
    if (failure != null && DatabaseAway.is(failure)) {
      log.warn("request {}: {}", RequestLog.id(context), failure.toString());
      return DatabaseAway.asFail();
    }
    return switch (failure) {
      case Fail fail -> fail;
      case HttpException http -> ofStatus(context, http.getStatusCode(), http);
      case null -> ofStatus(context, context.statusCode(), null);
      default ->
          ofStatus(
              context,
              context.statusCode() > 0 && context.statusCode() != 500 ? context.statusCode() : 500,
              failure);
    };
  }

  private static Fail ofStatus(RoutingContext context, int status, @Nullable Throwable failure) {
    if (status > 400 && status < 500 && status != 404 && status != 413) {
      return Fail.of(status, "Request refused", null);
    }
    return switch (status) {
      case 413 -> Fail.tooLarge(BodyReader.limit(context));
      case 404 -> Fail.notFound("path", String.valueOf(context.request().path()));
      case 400, 200 -> Fail.of(400, "Bad request", "the request cannot be read (expected: HTTP)");
      default -> incident(context, failure);
    };
  }

  private static Fail incident(RoutingContext context, @Nullable Throwable failure) {
    String incident = Ids.next().toString();
    log.error(
        "incident {} in request {}: {} {}",
        incident,
        RequestLog.id(context),
        context.request().method(),
        Shown.text(String.valueOf(context.request().path())),
        failure);
    return Fail.incident(incident);
  }
}
