package dev.verdict.runtime.http;

import dev.verdict.runtime.access.Authenticator;
import dev.verdict.runtime.access.Identity;
import dev.verdict.runtime.access.Scope;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the credential of a request, asks whose it is, and lets in or refuses. */
final class Authentication {
  private static final Identity ANYONE = new Identity.Anyone();
  private static final int LONGEST = 4_096;

  private final @Nullable Authenticator authenticator;

  /** Without an authenticator everybody is anyone, and only what is open can be called. */
  Authentication(@Nullable Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  Future<Identity> letIn(HttpServerRequest request, Set<Scope> anyOf) {
    Optional<String> credential = credential(request);
    Optional<String> session = credential.isEmpty() ? SessionCookie.of(request) : Optional.empty();
    if (session.isPresent() && authenticator != null) {
      return identify(authenticator, session.get())
          .compose(
              found ->
                  found.isEmpty() && anyOf.isEmpty()
                      ? Future.succeededFuture(ANYONE)
                      : judge(found, anyOf));
    }
    if (credential.isEmpty() || authenticator == null) {
      return anyOf.isEmpty()
          ? Future.succeededFuture(ANYONE)
          : Future.failedFuture(
              Fail.unauthorized(
                  "no key (expected: Authorization: Bearer <key>, or X-API-Key: <key>)"));
    }
    return identify(authenticator, credential.get()).compose(found -> judge(found, anyOf));
  }

  private static Future<Optional<Identity>> identify(
      Authenticator authenticator, String credential) {
    return authenticator
        .identify(credential)
        .recover(
            failure ->
                Future.failedFuture(
                    Fail.unavailable("keys cannot be checked now", Duration.ofSeconds(2))
                        .because(failure)));
  }

  private static Future<Identity> judge(Optional<Identity> found, Set<Scope> anyOf) {
    if (found.isEmpty()) {
      return Future.failedFuture(
          Fail.unauthorized(
              "the key or token is not valid (expected: one that exists and has not ended)"));
    }
    Identity identity = found.get();
    if (anyOf.isEmpty() || anyOf.stream().anyMatch(identity::may)) {
      return Future.succeededFuture(identity);
    }
    String missing = anyOf.stream().map(Scope::word).sorted().collect(Collectors.joining(" or "));
    return Future.failedFuture(Fail.forbidden(identity.name() + " lacks the scope " + missing));
  }

  /**
   * From the places where clients put it: Bearer, X-API-Key, and Basic for those that know a URL
   * only.
   */
  static Optional<String> credential(HttpServerRequest request) {
    String header = request.getHeader("Authorization");
    if (header != null && header.length() <= LONGEST) {
      int space = header.indexOf(' ');
      String scheme = space < 0 ? "" : header.substring(0, space);
      String rest = header.substring(space + 1).strip();
      if (scheme.equalsIgnoreCase("Bearer")) {
        return notEmpty(rest);
      }
      if (scheme.equalsIgnoreCase("Basic")) {
        return fromBasic(rest);
      }
    }
    String key = request.getHeader("X-API-Key");
    return key == null || key.length() > LONGEST ? Optional.empty() : notEmpty(key.strip());
  }

  private static Optional<String> fromBasic(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      String user = colon < 0 ? pair : pair.substring(0, colon);
      String password = colon < 0 ? "" : pair.substring(colon + 1);
      return notEmpty(password.isEmpty() ? user : password);
    } catch (IllegalArgumentException e) {
      // Not base64, so nobody's key; it is refused as such.
      return notEmpty(encoded);
    }
  }

  private static Optional<String> notEmpty(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
