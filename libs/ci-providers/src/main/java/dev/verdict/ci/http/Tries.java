package dev.verdict.ci.http;

import dev.verdict.plugin.ci.http.AnswerKind;
import dev.verdict.plugin.ci.http.ApiRequest;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a call, and tries again while that is safe, makes sense and is in time. */
final class Tries {
  private static final Logger log = LoggerFactory.getLogger(Tries.class);

  private final String provider;
  private final ConnectionSettings settings;
  private final Clock clock;
  private final Timers timers;
  private final Backoff backoff;
  private final Limiter limiter;
  private final CircuitBreaker breaker;
  private final CallListener listener;

  Tries(
      String provider,
      ConnectionSettings settings,
      Clock clock,
      Timers timers,
      Backoff backoff,
      Limiter limiter,
      CircuitBreaker breaker,
      CallListener listener) {
    this.provider = provider;
    this.settings = settings;
    this.clock = clock;
    this.timers = timers;
    this.backoff = backoff;
    this.limiter = limiter;
    this.breaker = breaker;
    this.listener = listener;
  }

  /** Fails with {@link CallFailed}, or with what a lookup fails with. */
  <T> Future<T> run(
      ApiRequest request, URI url, Instant deadline, Supplier<Future<Attempt<T>>> call) {
    return attempt(new Call<>(request, url, call, deadline), 1);
  }

  /** What does not change between tries. */
  private record Call<T>(
      ApiRequest request, URI url, Supplier<Future<Attempt<T>>> once, Instant deadline) {
    String host() {
      return url.getHost() == null ? url.toString() : url.getHost();
    }
  }

  private <T> Future<T> attempt(Call<T> call, int number) {
    return limiter
        .turn(call.deadline())
        .recover(late -> Future.failedFuture(late(call, late)))
        .compose(turn -> once(call))
        .compose(attempt -> next(call, attempt, number));
  }

  private <T> Throwable late(Call<T> call, Throwable late) {
    told(call, "limited", Duration.ZERO);
    return late instanceof TooLate tooLate
        ? new CallFailed(new CallFailed.Why.Late(tooLate), true)
        : late;
  }

  private <T> Future<Attempt<T>> once(Call<T> call) {
    Instant refused = breaker.refusedUntil();
    if (refused != null) {
      limiter.done(null);
      told(call, "circuit_open", Duration.ZERO);
      return Future.failedFuture(
          new CallFailed(new CallFailed.Why.LeftAlone(call.host(), refused), false));
    }
    Instant started = clock.instant();
    return called(call)
        .map(
            attempt -> {
              Duration took = Duration.between(started, clock.instant());
              told(call, outcome(attempt), took);
              mindLimits(attempt);
              return attempt;
            });
  }

  private <T> Future<Attempt<T>> called(Call<T> call) {
    Future<Attempt<T>> sent;
    try {
      sent = call.once().get();
    } catch (RuntimeException thrown) {
      sent = Future.failedFuture(thrown);
    }
    return sent.recover(broken -> Future.succeededFuture(Attempt.Broken.of(call.host(), broken)));
  }

  private <T> void mindLimits(Attempt<T> attempt) {
    boolean healthy = true;
    LimitNews news = null;
    if (attempt instanceof Attempt.Refused<T> refused && !refused.elsewhere()) {
      news = refused.news();
      healthy = refused.kind() != AnswerKind.UNAVAILABLE;
      if (refused.kind() == AnswerKind.RATE_LIMITED && news.retryAfter() == null) {
        limiter.pause(pause(news));
      }
    } else if (attempt instanceof Attempt.Broken<T> broken) {
      healthy = !broken.ill();
    }
    limiter.done(news);
    if (healthy) {
      breaker.succeeded();
    } else {
      breaker.failed();
    }
  }

  /** Nobody said for how long: until the limit is full again, else as long as is usual. */
  private Instant pause(LimitNews news) {
    Instant full = news.emptyUntil();
    return full != null ? full : clock.instant().plus(settings.limitPause());
  }

  /** The headers of a good answer. */
  void heard(MultiMap headers) {
    LimitNews news = LimitNews.of(headers, clock.instant());
    limiter.learn(news);
    if (news.remaining() != null) {
      listener.left(provider, news.remaining());
    }
  }

  private <T> Future<T> next(Call<T> call, Attempt<T> attempt, int number) {
    if (attempt instanceof Attempt.Good<T> good) {
      return Future.succeededFuture(good.result());
    }
    Attempt.Again again = attempt.again(call.request().repeatable());
    boolean blind = again == Attempt.Again.IF_NOT_THERE && call.request().lookup() == null;
    if (again == Attempt.Again.NO || blind || number > settings.retries()) {
      return Future.failedFuture(new CallFailed(why(attempt), false));
    }
    Duration pause = pause(attempt, number);
    if (clock.instant().plus(pause).isAfter(call.deadline())) {
      return Future.failedFuture(new CallFailed(why(attempt), true));
    }
    log.debug(
        "{} {}, {}: {}; again in {} ms",
        provider,
        call.request().operation().word(),
        call.host(),
        outcome(attempt),
        pause.toMillis());
    return waited(pause)
        .compose(
            done ->
                again == Attempt.Again.IF_NOT_THERE
                    ? unlessThere(call, number)
                    : attempt(call, number + 1));
  }

  /** For limits of the API there is a limiter, which all calls obey; for those of others none. */
  private <T> Duration pause(Attempt<T> attempt, int number) {
    Duration usual = backoff.after(number);
    if (attempt instanceof Attempt.Refused<T> refused
        && refused.elsewhere()
        && refused.news().retryAfter() != null) {
      Duration asked = Duration.between(clock.instant(), refused.news().retryAfter());
      return asked.compareTo(usual) > 0 ? asked : usual;
    }
    return usual;
  }

  /** What the lookup finds is put in the place of the answer. */
  private <T> Future<T> unlessThere(Call<T> call, int number) {
    Supplier<Future<Optional<JsonObject>>> lookup = call.request().lookup();
    if (lookup == null) {
      return attempt(call, number + 1);
    }
    return lookup
        .get()
        .compose(
            found ->
                found.isPresent()
                    ? Future.failedFuture(new AlreadyThere(found.get()))
                    : attempt(call, number + 1));
  }

  private static <T> CallFailed.Why why(Attempt<T> attempt) {
    return switch (attempt) {
      case Attempt.Refused<T> refused ->
          new CallFailed.Why.Refused(refused.answer(), refused.kind(), until(refused.news()));
      case Attempt.Broken<T> broken -> new CallFailed.Why.Broken(broken.host(), broken.cause());
      case Attempt.Good<T> good -> throw new IllegalStateException("a good answer is no error");
    };
  }

  private static @Nullable Instant until(LimitNews news) {
    if (news.retryAfter() != null) {
      return news.retryAfter();
    }
    return news.emptyUntil() != null ? news.emptyUntil() : news.reset();
  }

  private Future<Void> waited(Duration pause) {
    Promise<Void> promise = Promise.promise();
    timers.after(pause, promise::complete);
    return promise.future();
  }

  private <T> void told(Call<T> call, String outcome, Duration took) {
    listener.called(provider, call.request().operation(), outcome, took);
  }

  private static <T> String outcome(Attempt<T> attempt) {
    return switch (attempt) {
      case Attempt.Good<T> good -> "ok";
      case Attempt.Refused<T> refused -> refused.kind().name().toLowerCase(Locale.ROOT);
      case Attempt.Broken<T> broken ->
          broken.cause() instanceof TimeoutException ? "timeout" : "connection";
    };
  }
}
