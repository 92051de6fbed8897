package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.inbound.http.PublicOrigin;
import dev.verdict.runtime.access.Access;
import dev.verdict.runtime.access.Identity;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Caller;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Replies;
import dev.verdict.runtime.http.Reply;
import dev.verdict.runtime.http.SessionCookie;
import dev.verdict.runtime.settings.Secret;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signing in and out. A key, or a link that lets in once, becomes a cookie that only reads; other
 * ways to prove who one is end in {@link #signedIn} too.
 */
final class LoginOperations {
  private final Access access;
  private final PublicOrigin origin;
  private final Duration life;
  private final Attempts attempts;

  LoginOperations(Access access, PublicOrigin origin, Duration life, Clock clock) {
    this.access = access;
    this.origin = origin;
    this.life = life;
    this.attempts = new Attempts(clock);
  }

  void addTo(Operations operations) {
    operations
        .openRaw("loginPage", context -> answer(context, show(context)))
        .foreignRaw("login", context -> answer(context, login(context)))
        .foreignRaw("logout", context -> answer(context, logout(context)));
  }

  private static void answer(RoutingContext context, Future<Reply> reply) {
    reply
        .recover(failure -> Future.succeededFuture(ProblemPage.of(failure).reply(NOBODY)))
        .onSuccess(made -> Replies.send(context, made))
        .onFailure(context::fail);
  }

  private static final Frame.Who NOBODY = new Frame.Who(null, false);

  private Future<Reply> show(RoutingContext context) {
    String next = Forms.ownPath(context.queryParams().get("next"));
    if (Caller.of(context).may(Scope.READ)) {
      return Future.succeededFuture(seeOther(next));
    }
    String once = context.queryParams().get("once");
    if (once == null) {
      return Future.succeededFuture(LoginPage.of(next, null).reply(NOBODY));
    }
    return access
        .sessions()
        .exchange(once, life)
        .map(
            session ->
                session.isPresent()
                    ? signedIn(context, session.get(), next)
                    : refused(
                        401, next, "This link was used before, or is too old. A key still works."));
  }

  private Future<Reply> login(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!Forms.isOurs(request)) {
      return Future.failedFuture(Fail.forbidden("the form was sent by a page of another site"));
    }
    return Forms.read(request).compose(form -> withKey(context, form));
  }

  /** A right key is never refused: behind a gateway all people have one address. */
  private Reply wrong(String address, @Nullable String next) {
    if (attempts.tooMany(address)) {
      return refused(429, next, "Too many wrong keys. Wait a minute, then try again.");
    }
    attempts.wrong(address);
    return refused(401, next, "This key is not known, or it has ended.");
  }

  private Future<Reply> withKey(RoutingContext context, Map<String, String> form) {
    String next = Forms.ownPath(form.get("next"));
    String address = String.valueOf(context.request().remoteAddress().hostAddress());
    return access
        .identify(form.getOrDefault("key", "").strip())
        .compose(
            found -> {
              Optional<Identity.Key> key =
                  found.filter(Identity.Key.class::isInstance).map(Identity.Key.class::cast);
              if (key.isEmpty()) {
                return Future.succeededFuture(wrong(address, next));
              }
              if (!key.get().may(Scope.READ)) {
                return Future.succeededFuture(
                    refused(403, next, "This key may not read: it lacks the scope read."));
              }
              return access
                  .sessions()
                  .open(key.get().id(), life)
                  .map(session -> signedIn(context, session, next));
            });
  }

  private Reply signedIn(RoutingContext context, Secret session, @Nullable String next) {
    return seeOther(next)
        .header("Set-Cookie", SessionCookie.set(session.reveal(), life, secure(context)));
  }

  private Future<Reply> logout(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!Forms.isOurs(request)) {
      return Future.failedFuture(Fail.forbidden("the form was sent by a page of another site"));
    }
    Future<Void> ended =
        SessionCookie.in(request).map(access.sessions()::end).orElseGet(Future::succeededFuture);
    return ended.map(
        done -> seeOther("/login").header("Set-Cookie", SessionCookie.removed(secure(context))));
  }

  private boolean secure(RoutingContext context) {
    return "https".equals(origin.of(context.request()).getScheme())
        || "https".equalsIgnoreCase(context.request().getHeader("X-Forwarded-Proto"));
  }

  private static Reply refused(int status, @Nullable String next, String why) {
    return LoginPage.of(next, why).withStatus(status).reply(NOBODY);
  }

  private static Reply seeOther(@Nullable String path) {
    return Reply.empty(303)
        .header("Location", path == null ? "/" : path)
        .header("Cache-Control", "no-store");
  }
}
