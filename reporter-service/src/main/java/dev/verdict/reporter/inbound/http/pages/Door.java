package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.runtime.access.Identity;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Caller;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Replies;
import dev.verdict.runtime.http.Reply;
import dev.verdict.runtime.http.SessionCookie;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Everybody who wants a page comes through here: who may not read is led to the login, and what
 * goes wrong becomes a page that says what to do. Programs, which ask for no HTML, get problems as
 * everywhere.
 */
final class Door {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Clock clock;

  Door(Clock clock) {
    this.clock = clock;
  }

  void page(Operations operations, String operationId, Function<Asked, Future<Page>> page) {
    operations.openRaw(
        operationId,
        context -> {
          if (mayEnter(context)) {
            Asked asked = asked(context);
            Future.succeededFuture(asked)
                .compose(page)
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .map(made -> made.reply(who(asked)))
                .recover(failure -> problem(asked, failure))
                .onSuccess(reply -> Replies.send(context, reply))
                .onFailure(context::fail);
          }
        });
  }

  /** Also for who has not signed in: there is nothing here that he could not know. */
  void nowhere(RoutingContext context) {
    String path = String.valueOf(context.request().path());
    if (wantsHtml(context.request())) {
      Replies.send(context, ProblemPage.nowhere(path).reply(who(asked(context))));
    } else {
      context.fail(Fail.notFound("path", path));
    }
  }

  /** Somebody with all his tabs: a browser that signed in, or a key. */
  String visitor(RoutingContext context) {
    return SessionCookie.in(context.request()).orElseGet(() -> Caller.of(context).unique());
  }

  Asked asked(RoutingContext context) {
    return new Asked(context, Caller.of(context), clock.instant());
  }

  /** False when the answer was given already. */
  boolean mayEnter(RoutingContext context) {
    Identity visitor = Caller.of(context);
    if (visitor.may(Scope.READ)) {
      return true;
    }
    if (!wantsHtml(context.request())) {
      context.fail(
          visitor instanceof Identity.Anyone
              ? Fail.unauthorized(
                  "no key (expected: Authorization: Bearer <key>, or X-API-Key: <key>)")
              : Fail.forbidden(visitor.name() + " lacks the scope read"));
    } else if (visitor instanceof Identity.Anyone) {
      Replies.send(context, toLogin(context));
    } else {
      Fail missing = Fail.forbidden("the key " + visitor.name() + " lacks the scope read");
      Replies.send(context, ProblemPage.of(missing).reply(who(asked(context))));
    }
    return false;
  }

  private static Reply toLogin(RoutingContext context) {
    String wanted = String.valueOf(context.request().uri());
    String next = wanted.equals("/") ? "" : wanted;
    return Reply.empty(303)
        .header("Location", Address.of("/login").with("next", next).toString())
        .header("Cache-Control", "no-store");
  }

  private static Future<Reply> problem(Asked asked, Throwable failure) {
    return wantsHtml(asked.context().request())
        ? Future.succeededFuture(ProblemPage.of(failure).reply(who(asked)))
        : Future.failedFuture(failure);
  }

  static Frame.Who who(Asked asked) {
    Identity visitor = asked.identity();
    HttpServerRequest request = asked.context().request();
    boolean session = Caller.credential(request).isEmpty() && SessionCookie.in(request).isPresent();
    return new Frame.Who(visitor.may(Scope.READ) ? visitor.name() : null, session);
  }

  private static boolean wantsHtml(HttpServerRequest request) {
    String accepted = request.getHeader("Accept");
    return accepted != null && accepted.contains("text/html");
  }
}
