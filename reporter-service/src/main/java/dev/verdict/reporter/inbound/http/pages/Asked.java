package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.runtime.access.Identity;
import dev.verdict.runtime.http.Caller;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.SessionCookie;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who asks for a page, and with which parameters. */
record Asked(RoutingContext context, Identity identity, Instant now) {
  private static final int LONGEST = 500;

  /** The same question later, as a live page asks it. */
  Asked at(Instant later) {
    return new Asked(context, identity, later);
  }

  /** A parameter; what is empty was not filled in. */
  @Nullable String query(String name) {
    String value = parameters().get(name);
    if (value == null || value.isBlank()) {
      return null;
    }
    String text = value.strip();
    if (text.length() > LONGEST) {
      throw Fail.badField(
          "query." + name, text.length() + " characters", "at most " + LONGEST + " characters");
    }
    if (text.indexOf('\0') >= 0) {
      throw Fail.badField("query." + name, "a NUL character", "text");
    }
    return text;
  }

  /** Longer ones too, as a place in a list. */
  @Nullable String cursor() {
    return parameters().get("cursor");
  }

  private MultiMap parameters() {
    try {
      return context.queryParams();
    } catch (RuntimeException e) {
      throw Fail.badField("query", "it cannot be decoded", "percent-encoded UTF-8");
    }
  }

  UUID id(String name, String what) {
    String text = String.valueOf(context.pathParam(name));
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Fail.notFound(what, text);
    }
  }

  /** A day stands for its first moment in UTC. */
  @Nullable Instant time(String name) {
    String text = query(name);
    if (text == null) {
      return null;
    }
    try {
      return text.length() == "2026-11-20".length()
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw Fail.badField("query." + name, text, "a day as in 2026-11-20");
    }
  }

  /** The headers that say who looks, for another service that is asked in his name. */
  Map<String, String> credential() {
    HttpServerRequest request = context.request();
    Optional<String> key = Caller.credential(request);
    if (key.isPresent()) {
      return Map.of("Authorization", "Bearer " + key.get());
    }
    return SessionCookie.in(request)
        .map(session -> Map.of("Cookie", SessionCookie.NAME + "=" + session))
        .orElse(Map.of());
  }

  /** This process, as it is reached from this machine. */
  String self() {
    HttpServerRequest request = context.request();
    var local = request.localAddress();
    String host = local == null || local.host() == null ? "localhost" : local.hostAddress();
    int port = local == null ? 80 : local.port();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
