package dev.verdict.runtime.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/** Headers that every answer has unless its handler has set others. No CORS: we are one origin. */
final class SecurityHeaders {
  private static final String FOR_PAGES =
      "default-src 'none'; style-src 'unsafe-inline' 'self'; script-src 'self'; img-src 'self'"
          + " data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  /** So that caches and clients with a wrong clock can tell how old an answer is. */
  private static final DateTimeFormatter NOW =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

  static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private SecurityHeaders() {}

  static void add(RoutingContext context) {
    boolean api = String.valueOf(context.request().path()).startsWith("/api/");
    context.addHeadersEndHandler(
        ended -> {
          MultiMap headers = context.response().headers();
          addIfAbsent(headers, "Date", NOW.format(ZonedDateTime.now(ZoneOffset.UTC)));
          addIfAbsent(headers, "X-Content-Type-Options", "nosniff");
          addIfAbsent(headers, "Referrer-Policy", "same-origin");
          String type = headers.get("Content-Type");
          if (type != null && type.startsWith("text/html")) {
            addIfAbsent(headers, "Content-Security-Policy", FOR_PAGES);
          }
          if (api) {
            addIfAbsent(headers, "Cache-Control", "no-store");
          }
        });
  }

  /**
   * A browser says when a page of another site has sent a request; with Basic it would carry the
   * key.
   */
  static boolean isForged(HttpServerRequest request) {
    return !READS.contains(request.method())
        && "cross-site".equalsIgnoreCase(request.getHeader("Sec-Fetch-Site"));
  }

  private static void addIfAbsent(MultiMap headers, String name, String value) {
    if (!headers.contains(name)) {
      headers.set(name, value);
    }
  }
}
