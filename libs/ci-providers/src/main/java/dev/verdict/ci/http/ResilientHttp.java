package dev.verdict.ci.http;

import dev.verdict.plugin.ci.http.AnswerKind;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiContent;
import dev.verdict.plugin.ci.http.ApiProfile;
import dev.verdict.plugin.ci.http.ApiRequest;
import dev.verdict.plugin.ci.http.ProviderHttp;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The door that a provider is handed: what one call is, for {@link Tries} to repeat. */
final class ResilientHttp implements ProviderHttp {
  /** Of an error whose body nobody wants but for its message. */
  private static final long MOST_OF_AN_ERROR = 256 * 1024;

  private final String provider;
  private final ApiProfile profile;
  private final ConnectionSettings settings;
  private final Exchange exchange;
  private final Routed routed;
  private final Clock clock;
  private final SharedState shared;
  private final Errors errors;
  private final Tries tries;
  private final Redaction redaction;
  private final CallJournal journal;
  private final Origin origin;
  private final String asker;

  ResilientHttp(
      String provider,
      ApiProfile profile,
      ConnectionSettings settings,
      Exchange exchange,
      Clock clock,
      SharedState shared,
      Errors errors,
      Tries tries,
      Redaction redaction,
      CallJournal journal) {
    this.provider = provider;
    this.profile = profile;
    this.settings = settings;
    this.exchange = exchange;
    this.routed = new Routed(exchange, profile);
    this.clock = clock;
    this.shared = shared;
    this.errors = errors;
    this.tries = tries;
    this.redaction = redaction;
    this.journal = journal;
    this.origin = Origin.of(profile.base());
    // Once: it takes its time, and each call needs it.
    this.asker =
        SharedState.digest(profile.credential() == null ? "" : profile.credential().value());
  }

  @Override
  public Future<ApiAnswer> send(ApiRequest request) {
    URI url = routed.url(request);
    Instant deadline = deadline();
    Future<ApiAnswer> answer =
        request.method() == HttpMethod.GET && request.following()
            ? asked(request, url, deadline, true)
            : alone(request, url, deadline);
    return answer.recover(failure -> Future.failedFuture(told(request, failure)));
  }

  private Instant deadline() {
    return clock.instant().plus(settings.deadline());
  }

  /** The error of whoever asks, whoever has asked first. */
  private Throwable told(ApiRequest request, Throwable failure) {
    return failure instanceof CallFailed failed
        ? errors.of(request.operation(), failed.why())
        : failure;
  }

  private Future<ApiAnswer> alone(ApiRequest request, URI url, Instant deadline) {
    Future<ApiAnswer> answer =
        tries
            .run(request, url, deadline, () -> whole(request, url, null, ""))
            .recover(failure -> found(request, url, failure));
    boolean reads = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    return reads ? answer : answer.andThen(done -> shared.changed(origin));
  }

  /**
   * @param again whether to ask for ourselves where another has run out of his time
   */
  private Future<ApiAnswer> asked(ApiRequest request, URI url, Instant deadline, boolean again) {
    String key = asker + " " + url + " " + request.headers();
    SharedState.Question question =
        shared.ask(
            origin,
            key,
            () ->
                tries.run(
                    request,
                    url,
                    deadline,
                    () -> whole(request, url, shared.answers().get(key), key)));
    Future<ApiAnswer> answer =
        question.answer().map(found -> errors.answered(request.operation(), found));
    if (question.mine() || !again) {
      return answer;
    }
    return answer.recover(
        failure ->
            failure instanceof CallFailed failed && failed.outOfTime()
                ? asked(request, url, deadline, false)
                : Future.failedFuture(failure));
  }

  private Future<ApiAnswer> found(ApiRequest request, URI url, Throwable failure) {
    if (failure instanceof AlreadyThere there) {
      return Future.succeededFuture(
          new ApiAnswer(
              provider,
              request.operation(),
              url,
              200,
              MultiMap.caseInsensitiveMultiMap(),
              there.found().toBuffer()));
    }
    return Future.failedFuture(failure);
  }

  private Future<Attempt<ApiAnswer>> whole(
      ApiRequest request, URI url, @Nullable ApiAnswer known, String key) {
    String tag = known == null ? null : known.header("ETag");
    Map<String, String> more = tag == null ? Map.of() : Map.of("If-None-Match", tag);
    Instant started = clock.instant();
    return routed
        .send(request, url, more)
        .compose(
            arrived ->
                exchange
                    .read(arrived.response(), settings.maxBody())
                    .recover(broken -> Future.failedFuture(routed.broken(arrived.url(), broken)))
                    .map(body -> answer(request, arrived.url(), arrived.response(), body)))
        .onSuccess(answer -> noted(request, started, answer, true))
        .onFailure(broken -> noted(request, started, broken))
        .map(
            answer -> {
              if (answer.status() == 304 && known != null) {
                heard(answer);
                return new Attempt.Good<>(known);
              }
              Attempt<ApiAnswer> attempt = judged(request, answer, answer);
              if (attempt instanceof Attempt.Good<ApiAnswer> && !key.isEmpty()) {
                shared.answers().keep(key, answer);
              }
              return attempt;
            });
  }

  @Override
  public Future<ApiContent> open(ApiRequest request) {
    // What is kept packed must arrive as it is kept, or its length and ranges are wrong.
    Map<String, String> more = Map.of("Accept-Encoding", "identity");
    URI url = routed.url(request);
    return tries
        .run(
            request,
            url,
            deadline(),
            () -> {
              Instant started = clock.instant();
              return routed
                  .open(request, url, more)
                  .onFailure(broken -> noted(request, started, broken))
                  .compose(
                      arrived -> streamed(request, arrived.url(), arrived.response(), started));
            })
        .recover(failure -> Future.failedFuture(told(request, failure)));
  }

  private void noted(ApiRequest request, Instant started, ApiAnswer answer, boolean whole) {
    noted(request, answer.url(), started, answer, whole, null);
  }

  private void noted(ApiRequest request, Instant started, Throwable broken) {
    noted(request, routed.url(request), started, null, false, broken);
  }

  private void noted(
      ApiRequest request,
      URI url,
      Instant started,
      @Nullable ApiAnswer answer,
      boolean whole,
      @Nullable Throwable broken) {
    if (journal != CallJournal.NONE) {
      Duration took = Duration.between(started, clock.instant());
      journal.tried(
          new CallJournal.Tried(
              provider, profile, request, url, started, took, answer, whole, broken, redaction));
    }
  }

  private Future<Attempt<ApiContent>> streamed(
      ApiRequest request, URI url, HttpClientResponse response, Instant started) {
    int status = response.statusCode();
    ApiAnswer head = answer(request, url, response, Buffer.buffer());
    if (status < 300 && profile.dialect().kind(head) == AnswerKind.OK) {
      String host = String.valueOf(url.getHost());
      WatchedBody body =
          new WatchedBody(response, broken -> errors.of(request.operation(), host, broken));
      ApiContent content = new ApiContent(status, response.headers(), body);
      noted(request, started, head, false);
      return Future.succeededFuture(judged(request, head, content));
    }
    return exchange
        .read(response, MOST_OF_AN_ERROR)
        .otherwise(tooMuch -> Buffer.buffer())
        .map(body -> answer(request, url, response, body))
        .onSuccess(answer -> noted(request, started, answer, true))
        .map(this::refused);
  }

  private <T> Attempt<T> refused(ApiAnswer answer) {
    return new Attempt.Refused<>(
        answer,
        unwanted(answer),
        LimitNews.of(answer.headers(), clock.instant()),
        routed.isElsewhere(answer.url()));
  }

  /** What another host says of its limits is not about ours. */
  private void heard(ApiAnswer answer) {
    if (!routed.isElsewhere(answer.url())) {
      tries.heard(answer.headers());
    }
  }

  private <T> Attempt<T> judged(ApiRequest request, ApiAnswer answer, T result) {
    AnswerKind kind = profile.dialect().kind(answer);
    boolean wanted = request.accepted().contains(answer.status());
    boolean redirect = answer.status() >= 300 && answer.status() < 400;
    if (wanted || (kind == AnswerKind.OK && !(redirect && request.following()))) {
      heard(answer);
      return new Attempt.Good<>(result);
    }
    return refused(answer);
  }

  /** A redirect that was not followed leads somewhere else: it was no answer to the question. */
  private AnswerKind unwanted(ApiAnswer answer) {
    AnswerKind kind = profile.dialect().kind(answer);
    return kind == AnswerKind.OK ? AnswerKind.REFUSED : kind;
  }

  private ApiAnswer answer(ApiRequest request, URI url, HttpClientResponse response, Buffer body) {
    return new ApiAnswer(
        provider, request.operation(), url, response.statusCode(), response.headers(), body);
  }
}
