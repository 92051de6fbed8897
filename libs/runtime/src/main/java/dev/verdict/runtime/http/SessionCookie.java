package dev.verdict.runtime.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie of a browser whose person has signed in. It is looked at only where something is read:
 * what changes something needs a key, which no page of another site can send along.
 */
public final class SessionCookie {
  public static final String NAME = "verdict_session";
  private static final int LONGEST = 100;

  private SessionCookie() {}

  static Optional<String> of(HttpServerRequest request) {
    boolean reads =
        HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
    return reads ? in(request) : Optional.empty();
  }

  /** Whatever is asked for; to end it. */
  public static Optional<String> in(HttpServerRequest request) {
    Cookie cookie = request.getCookie(NAME);
    return Optional.ofNullable(cookie)
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty() && value.length() <= LONGEST);
  }

  /** The header {@code Set-Cookie}; no script sees it. */
  public static String set(String session, Duration life, boolean secure) {
    return cookie(session, life.toSeconds(), secure);
  }

  public static String removed(boolean secure) {
    return cookie("", 0, secure);
  }

  private static String cookie(String value, long seconds, boolean secure) {
    return Cookie.cookie(NAME, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.LAX)
        .setSecure(secure)
        .setMaxAge(seconds)
        .encode();
  }
}
