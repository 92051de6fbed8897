package dev.verdict.runtime.http;

import dev.verdict.runtime.access.Identity;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Who calls, for raw operations, which have no {@link Call}. */
public final class Caller {
  private Caller() {}

  public static Identity of(RoutingContext context) {
    return RequestLog.caller(context);
  }

  /** The key or token that was shown, wherever it stood; a session is none. */
  public static Optional<String> credential(HttpServerRequest request) {
    return Authentication.credential(request);
  }
}
