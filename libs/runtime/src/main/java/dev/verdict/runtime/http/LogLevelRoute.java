package dev.verdict.runtime.http;

import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.logging.LogLevels;
import dev.verdict.runtime.logging.Logging;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /log-level}: more words from one process, for a while. */
final class LogLevelRoute {
  private static final Logger log = LoggerFactory.getLogger(LogLevelRoute.class);
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.$]{0,199}");
  private static final Duration USUAL = Duration.ofMinutes(30);
  private static final Duration LONGEST = Duration.ofDays(1);

  private final LogLevels levels;
  private final Authentication authentication;

  LogLevelRoute(LogLevels levels, Authentication authentication) {
    this.levels = levels;
    this.authentication = authentication;
  }

  void addTo(Router root) {
    root.get("/log-level").handler(context -> answer(context, Future.succeededFuture()));
    root.put("/log-level")
        .handler(
            context -> {
              try {
                answer(context, Future.succeededFuture(Wanted.of(context)));
              } catch (Fail wrong) {
                answer(context, Future.failedFuture(wrong));
              }
            });
  }

  private record Wanted(String logger, String level, Duration within) {
    static Wanted of(RoutingContext context) {
      String level = text(context, "level", "");
      if (!LogLevels.WORDS.contains(level)) {
        throw Fail.badField("query.level", level, "one of " + String.join(", ", LogLevels.WORDS));
      }
      String logger = text(context, "logger", "dev.verdict");
      if (!NAME.matcher(logger).matches() || logger.startsWith(Logging.AUDIT)) {
        throw Fail.badField(
            "query.logger", logger, "the name of a logger, as dev.verdict.coordinator");
      }
      String seconds = text(context, "seconds", Long.toString(USUAL.toSeconds()));
      if (!seconds.matches("[1-9]\\d{0,4}") || Long.parseLong(seconds) > LONGEST.toSeconds()) {
        throw Fail.badField(
            "query.seconds", seconds, "a whole number from 1 to " + LONGEST.toSeconds());
      }
      return new Wanted(logger, level, Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private static String text(RoutingContext context, String name, String fallback) {
      String given = context.request().getParam(name);
      return given == null ? fallback : given;
    }
  }

  /** Who may not is told so before he is told what else is wrong. */
  private void answer(RoutingContext context, Future<@Nullable Wanted> wanted) {
    authentication
        .letIn(context.request(), Set.of(Scope.ADMIN))
        .compose(
            identity -> {
              RequestLog.operation(context, "changeLogLevel");
              RequestLog.caller(context, identity);
              return wanted.map(
                  change ->
                      change == null ? shown(null) : changed(context, identity.name(), change));
            })
        .onSuccess(reply -> Replies.send(context, reply))
        .onFailure(context::fail);
  }

  private Reply changed(RoutingContext context, String by, Wanted wanted) {
    // Before the change, which may be to say less.
    log.info(
        "{} is logged at {} for {}, as {} wished",
        wanted.logger(),
        wanted.level(),
        wanted.within(),
        by);
    LogLevels.Change change = levels.set(wanted.logger(), wanted.level());
    context.vertx().setTimer(wanted.within().toMillis(), over -> change.end());
    return shown(Instant.now().plus(wanted.within()));
  }

  private Reply shown(@Nullable Instant until) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("changed", levels.changed());
    if (until != null) {
      shown.put("until", until);
    }
    return Reply.json(200, shown).header("Cache-Control", "no-store");
  }
}
