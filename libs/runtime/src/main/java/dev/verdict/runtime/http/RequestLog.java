package dev.verdict.runtime.http;

import dev.verdict.contract.Ids;
import dev.verdict.runtime.access.Identity;
import dev.verdict.runtime.logging.Logging;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One line for each request, with an id that the answer carries too. */
final class RequestLog {
  private static final Logger log = LoggerFactory.getLogger("dev.verdict.http");
  private static final Logger audit = LoggerFactory.getLogger(Logging.AUDIT);
  private static final String ID = "dev.verdict.request_id";
  private static final String OPERATION = "dev.verdict.operation";
  private static final String CALLER = "dev.verdict.caller";
  private static final String HEADER = "X-Request-Id";
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Identity ANYONE = new Identity.Anyone();

  private RequestLog() {}

  static void begin(RoutingContext context) {
    long start = System.nanoTime();
    String given = context.request().getHeader(HEADER);
    String id = given != null && ACCEPTED.matcher(given).matches() ? given : Ids.next().toString();
    context.put(ID, id);
    context.response().putHeader(HEADER, id);
    context.addEndHandler(
        ended -> {
          line(context, start);
          audit(context);
        });
  }

  static String id(RoutingContext context) {
    String id = context.get(ID);
    return id == null ? "" : id;
  }

  static void operation(RoutingContext context, String operationId) {
    context.put(OPERATION, operationId);
  }

  static void caller(RoutingContext context, Identity identity) {
    context.put(CALLER, identity);
  }

  static Identity caller(RoutingContext context) {
    Identity identity = context.get(CALLER);
    return identity == null ? ANYONE : identity;
  }

  /** Who changed what, or tried to: each write of a person or a program, never of a worker. */
  private static void audit(RoutingContext context) {
    String operation = context.get(OPERATION);
    boolean reads = SecurityHeaders.READS.contains(context.request().method());
    if (reads || operation == null || !(caller(context) instanceof Identity.Key key)) {
      return;
    }
    audit
        .atInfo()
        .addKeyValue("request", id(context))
        .addKeyValue("key", key.id())
        .addKeyValue("operation", operation)
        .addKeyValue("from", String.valueOf(context.request().remoteAddress().hostAddress()))
        .log(
            "{} {} {}: {}",
            key.name(),
            context.request().method(),
            Shown.text(String.valueOf(context.request().path())),
            context.response().getStatusCode());
  }

  private static void line(RoutingContext context, long start) {
    int status = context.response().getStatusCode();
    boolean ofService = context.get(OPERATION) != null;
    Level level = status >= 500 && ofService ? Level.WARN : Level.DEBUG;
    log.atLevel(level)
        .addKeyValue("request", id(context))
        .log(
            "{} {} {} in {} ms by {}{}",
            context.request().method(),
            Shown.text(String.valueOf(context.request().path())),
            status,
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
            caller(context).name(),
            context.get(OPERATION) == null ? "" : " (" + context.get(OPERATION) + ")");
  }
}
