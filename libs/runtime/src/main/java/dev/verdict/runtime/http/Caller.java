package dev.verdict.runtime.http;

import dev.verdict.runtime.access.Identity;
import io.vertx.ext.web.RoutingContext;

/** Who calls, for raw operations, which have no {@link Call}. */
public final class Caller {
  private Caller() {}

  public static Identity of(RoutingContext context) {
    return RequestLog.caller(context);
  }
}
