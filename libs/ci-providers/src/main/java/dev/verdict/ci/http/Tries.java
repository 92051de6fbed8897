package dev.verdict.ci.http;

import dev.verdict.plugin.ci.CiProviderError;
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
  private final Errors errors;
  private final CallListener listener;

  Tries(
      String provider,
      ConnectionSettings settings,
      Clock clock,
      Timers timers,
      Backoff backoff,
      Limiter limiter,
      CircuitBreaker breaker,
      Errors errors,
      CallListener listener) {
    this.provider = provider;
    this.settings = settings;
    this.clock = clock;
    this.timers = timers;
    this.backoff = backoff;
    this.limiter = limiter;
    this.breaker = breaker;
    this.errors = errors;
    this.listener = listener;
  }

  <T> Future<T> run(ApiRequest request, URI url, Supplier<Future<Attempt<T>>> call) {
    Call<T> run = new Call<>(request, url, call, clock.instant().plus(settings.deadline()));
    return attempt(run, 1);
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
    return late instanceof TooLate tooLate ? errors.of(call.request().operation(), tooLate) : late;
  }

  private <T> Future<Attempt<T>> once(Call<T> call) {
    Instant refused = breaker.refusedUntil();
    if (refused != null) {
      limiter.done(null);
      told(call, "circuit_open", Duration.ZERO);
      return Future.failedFuture(errors.open(call.request().operation(), call.host(), refused));
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
    return sent.recover(broken -> Future.succeededFuture(new Attempt.Broken<>(broken)));
  }

  private <T> void mindLimits(Attempt<T> attempt) {
    boolean healthy = true;
    LimitNews news = null;
    if (attempt instanceof Attempt.Refused<T> refused) {
      news = refused.news();
      healthy = refused.kind() != AnswerKind.UNAVAILABLE;
      if (refused.kind() == AnswerKind.RATE_LIMITED && news.retryAfter() == null) {
        limiter.pause(pause(news));
      }
    } else if (attempt instanceof Attempt.Broken<T>) {
      healthy = false;
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
    boolean empty = news.remaining() != null && news.remaining() == 0;
    return empty && news.reset() != null
        ? news.reset()
        : clock.instant().plus(settings.limitPause());
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
    CiProviderError error = error(call, attempt);
    Attempt.Again again = attempt.again(call.request().repeatable());
    if (again == Attempt.Again.NO || number > settings.retries()) {
      return Future.failedFuture(error);
    }
    if (again == Attempt.Again.IF_NOT_THERE && call.request().lookup() == null) {
      return Future.failedFuture(error);
    }
    Duration pause = backoff.after(number);
    if (clock.instant().plus(pause).isAfter(call.deadline())) {
      return Future.failedFuture(error);
    }
    log.debug("again in {} ms: {}", pause.toMillis(), error.getMessage());
    return waited(pause)
        .compose(
            done ->
                again == Attempt.Again.IF_NOT_THERE
                    ? unlessThere(call, number)
                    : attempt(call, number + 1));
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

  private <T> CiProviderError error(Call<T> call, Attempt<T> attempt) {
    return switch (attempt) {
      case Attempt.Refused<T> refused ->
          errors.of(
              refused.answer(),
              refused.kind(),
              refused.kind() == AnswerKind.RATE_LIMITED ? until(refused.news()) : null);
      case Attempt.Broken<T> broken ->
          errors.of(call.request().operation(), call.host(), broken.cause());
      case Attempt.Good<T> good -> throw new IllegalStateException("a good answer is no error");
    };
  }

  private static @Nullable Instant until(LimitNews news) {
    return news.retryAfter() != null ? news.retryAfter() : news.reset();
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
